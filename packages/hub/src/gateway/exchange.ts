import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { Fault } from '@trefoil/sdk'
import type { Dispatcher } from 'undici'

/** One request as it goes out. */
export interface ExchangeRequest {
  origin: string
  method: string
  target: string
  headers: Record<string, string>
  body: string | undefined
  /** Milliseconds from handing over the request to the last byte of the reply. */
  timeout: number
  /** Bytes of the body, unpacked. */
  largest: number
  signal: AbortSignal
  /** A socket is there, and the first byte leaves now. */
  onSent?: () => void
}

export type Exchange =
  | { ended: 'reply'; status: number; headers: Record<string, string>; text: string }
  | { ended: 'trouble'; trouble: Trouble }
  /** The hub itself does not call there. */
  | { ended: 'refused'; fault: Fault }
  | { ended: 'stopped' }

export interface Trouble {
  what: 'refused' | 'dns' | 'tls' | 'unreachable' | 'cut' | 'timeout' | 'large' | 'packed'
  /** The request may have reached the vendor. */
  sent: boolean
  /** The vendor had begun to answer. */
  answering: boolean
  cause?: Error
}

/**
 * Sends one request and collects the reply. Never rejects: the caller must choose by what happened.
 * The timer is a real one and not the hub's clock: a socket knows no turned clock.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let controller: Dispatcher.DispatchController | undefined
    let bytes = 0
    let status = 0
    let headers: Record<string, string> = {}
    let isOver = false

    function end(how: Exchange): void {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      request.signal.removeEventListener('abort', stop)
      resolve(how)
      if (how.ended !== 'reply') controller?.abort(new Error('The hub ended this call'))
    }
    const fail = (what: Trouble['what'], cause?: Error) =>
      end({
        ended: 'trouble',
        trouble: {
          what,
          sent: controller !== undefined,
          answering: status > 0,
          ...(cause === undefined ? {} : { cause }),
        },
      })
    const stop = () => end({ ended: 'stopped' })
    const timer = setTimeout(() => fail('timeout'), request.timeout)
    request.signal.addEventListener('abort', stop, { once: true })
    if (request.signal.aborted) return stop()

    const handler: Dispatcher.DispatchHandler = {
      // Called when a socket is there and the first byte is about to leave.
      onRequestStart(given) {
        controller = given
        request.onSent?.()
        if (isOver) given.abort(new Error('The hub ended this call before it was sent'))
      },
      onResponseStart(_controller, code, given) {
        if (code < 200) return
        status = code
        headers = plainHeaders(given)
        if (Number(headers['content-length'] ?? 0) > request.largest) fail('large')
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length
        if (bytes > request.largest) fail('large')
        else chunks.push(chunk)
      },
      onResponseEnd() {
        unpack(chunks, bytes, headers['content-encoding'], request.largest).then(
          (text) => end({ ended: 'reply', status, headers, text }),
          (cause) => fail(codeOf(cause) === 'ERR_BUFFER_TOO_LARGE' ? 'large' : 'packed', bareError(cause)),
        )
      },
      onResponseError(_controller, error) {
        if (error instanceof Fault) end({ ended: 'refused', fault: error })
        else fail(troubleOf(error, controller !== undefined), bareError(error))
      },
    }
    try {
      dispatcher.dispatch(
        {
          origin: request.origin,
          path: request.target,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        handler,
      )
    } catch (error) {
      fail('unreachable', bareError(error))
    }
  })
}

const gunzipped = promisify(gunzip)
const inflated = promisify(inflate)
const unbrotlied = promisify(brotliDecompress)

async function unpack(chunks: Buffer[], bytes: number, coding: string | undefined, largest: number): Promise<string> {
  const [only] = chunks
  const packed = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, bytes)
  const text = (body: Buffer) => body.toString('utf8')
  if (bytes === 0) return ''
  if (coding === 'gzip' || coding === 'x-gzip') return text(await gunzipped(packed, { maxOutputLength: largest }))
  if (coding === 'deflate') return text(await inflated(packed, { maxOutputLength: largest }))
  if (coding === 'br') return text(await unbrotlied(packed, { maxOutputLength: largest }))
  return text(packed)
}

function plainHeaders(given: NodeJS.Dict<string | string[]>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const name in given) {
    const value = given[name]
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return plain
}

function troubleOf(error: Error, sent: boolean): Trouble['what'] {
  const code = codeOf(error)
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout'
  if (sent) return 'cut'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'dns'
  if (/CERT|TLS|SSL|SIGNATURE|ISSUER|EPROTO/.test(code)) return 'tls'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE') return 'cut'
  return 'unreachable'
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  // Several addresses were tried and none answered: each has its own reason.
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0])
  return ''
}

/** Code and sentence alone: the client's errors may carry the bytes that they stumbled over. */
function bareError(thrown: unknown): Error {
  const code = codeOf(thrown)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new Error(code === '' || message.includes(code) ? message : `${code}: ${message}`)
}
