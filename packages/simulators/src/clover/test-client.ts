import { type CloverOptions, type CloverSimulator, startClover } from './start-clover.ts'

/** What came back over the wire. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The body, parsed; left untyped, as tests compare it whole. */
  json: unknown
}

/** A simulator and a way to call it. */
export interface TestShop extends CloverSimulator {
  /** `path` is below `/v3/merchants/{mId}`. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The ids on a page. */
  ids(path: string): Promise<string[]>
  /** `http://…/v3/merchants/{mId}` */
  base: string
}

/** Noon of a day whose orders are all far from any edge. */
export const noon = new Date('2026-01-01T12:00:05.317Z')

export async function openTestShop(options: CloverOptions = {}): Promise<TestShop> {
  const clover = await startClover({ customers: 0, orders: 0, now: () => noon, limits: false, ...options })
  const base = `${clover.url}/v3/merchants/${clover.merchantId}`
  const call: TestShop['call'] = async (method, path, body, headers) => {
    const reply = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${clover.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true
    return { status: reply.status, headers: reply.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }
  const ids = async (path: string) => elementsOf(await call('GET', path)).map((element) => String(element.id))
  return { ...clover, base, call, ids }
}

/** The elements of a list reply. */
export function elementsOf(answer: Answer): Record<string, unknown>[] {
  const list: { elements: Record<string, unknown>[] } = JSON.parse(answer.text)
  return list.elements
}
