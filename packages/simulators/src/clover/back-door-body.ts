import { isObject, parsedBody, type SimRequest } from '../server/exchange.ts'

type Body = Record<string, unknown>

/** The body of a call that must bring an object: with these fields and no others, where they are named. */
export function objectOf(request: SimRequest, fields?: readonly string[]): Body {
  const body = parsedBody(request)
  if (!isObject(body)) throw new Error('a JSON object is wanted')
  const unknown = fields === undefined ? [] : Object.keys(body).filter((name) => !fields.includes(name))
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there is ${fields?.join(', ')}`)
  return body
}

export function textIn(body: Body, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || typeof value === 'string') return value
  throw new Error(`${name} is a text`)
}

export function numberIn(body: Body, name: string): number | undefined {
  const value = body[name]
  if (value === undefined || typeof value === 'number') return value
  throw new Error(`${name} is a number`)
}

export function textsIn(body: Body, name: string): string[] | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  throw new Error(`${name} is a list of texts, like ["CUSTOMERS_R"]`)
}

/** What is not given is left out, so that defaults hold. */
export function given<T extends object>(wishes: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  const said: { [name in keyof T]?: Exclude<T[name], undefined> } = {}
  for (const [name, value] of Object.entries(wishes)) if (value !== undefined) Reflect.set(said, name, value)
  return said
}
