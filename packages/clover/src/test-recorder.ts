import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it arrived. */
export interface Recorded {
  method: string
  /** With the query. */
  path: string
  headers: Record<string, string | string[] | undefined>
  /** Parsed, if it is JSON. */
  body: unknown
}

/** What to answer with. */
export interface Prepared {
  status?: number
  headers?: Record<string, string>
  /** A text goes out as it is. */
  body?: unknown
  /** Breaks the connection instead of an answer. */
  breaks?: boolean
}

/** A server that keeps what it is asked, and answers what it was told, in order; then `{}`. */
export interface Recorder {
  url: string
  requests: Recorded[]
  replies: Prepared[]
  stop(): Promise<void>
}

export async function startRecorder(): Promise<Recorder> {
  const requests: Recorded[] = []
  const replies: Prepared[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const { method = '', url: path = '', headers } = request
      requests.push({ method, path, headers, body: text === '' ? undefined : JSON.parse(text) })
      const { status = 200, headers: more = {}, body = {}, breaks = false } = replies.shift() ?? {}
      if (breaks) {
        request.socket.destroy()
        return
      }
      response.writeHead(status, { 'content-type': 'application/json', ...more })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    replies,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address.port
}
