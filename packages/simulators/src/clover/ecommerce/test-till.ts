import type { CloverOptions } from '../start-clover.ts'
import { type Answer, openTestShop, type TestShop } from '../test-client.ts'

/** The examples are compared in part, so bodies are read as loosely as they are written. */
export interface Reply extends Answer {
  body: Record<string, unknown>
}

/** A shop, and calls of its Ecommerce API with the merchant's private key. */
export interface TestTill extends TestShop {
  pay(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** A token for a card that passes, unless another number is given. */
  cardToken(number?: string): Promise<string>
  /** The id that a reply must have. */
  created(path: string, body: unknown): Promise<string>
}

export const visa = '4242424242424242'
export const mastercard = '5200828282828210'
export const declined = '4000000000000002'

export async function openTestTill(options?: CloverOptions): Promise<TestTill> {
  const shop = await openTestShop(options)
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> => {
    const reply = await fetch(shop.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true
    const json = isJson ? JSON.parse(text) : undefined
    return { status: reply.status, headers: reply.headers, text, json, body: json }
  }
  const pay: TestTill['pay'] = (method, path, body, headers = {}) =>
    send(method, path, body, { authorization: `Bearer ${shop.ecommerce.privateKey}`, ...headers })
  const created = async (path: string, body: unknown) => String((await pay('POST', path, body)).body.id)
  const cardToken = async (number = visa) => {
    const card = { number, exp_month: '12', exp_year: '2030', cvv: '123' }
    return String((await send('POST', '/v1/tokens', { card }, { apikey: shop.ecommerce.publicKey })).body.id)
  }
  return { ...shop, pay, cardToken, created }
}
