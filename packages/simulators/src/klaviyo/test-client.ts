import type { ValidateFunction } from 'ajv'
import { createRouter } from '../server/router.ts'
import { compiler } from './description/check-body.ts'
import { toJsonSchema } from './description/json-schema.ts'
import { mediaType, type Operation, operations, revision } from './description/openapi.ts'
import type { KlaviyoOptions } from './options.ts'
import { type KlaviyoSimulator, startKlaviyo } from './start-klaviyo.ts'

/** A resource as tests look at it. */
interface SeenResource {
  type: string
  id: string
  attributes: Record<string, unknown>
  relationships?: Record<string, unknown>
}

/** What came back over the wire. */
interface Answer {
  status: number
  headers: Headers
  text: string
  /** `data` of a single resource. */
  one: SeenResource
  /** `data` of a collection. */
  many: SeenResource[]
  included: SeenResource[]
  links: { self: string; next: string | null; prev: string | null }
  errors: { id: string; status: number; code: string; detail: string; source: unknown; meta: unknown }[]
}

/** A simulator and a way to call it; every reply is held against the vendor's official schema for it. */
export interface TestAccount extends KlaviyoSimulator {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** All pages from a path on. */
  pages(path: string): Promise<SeenResource[][]>
  /** Turns the clock. */
  wait(seconds: number): void
}

const noon = new Date('2026-03-05T12:00:00Z')

export async function openTestAccount(options: KlaviyoOptions = {}): Promise<TestAccount> {
  let clock = noon.getTime()
  const now = () => new Date(clock)
  const klaviyo = await startKlaviyo({ now, limits: false, asyncDelay: 'manual', ...options })
  const call: TestAccount['call'] = async (method, path, body, headers) => {
    const reply = await fetch(klaviyo.url + path, {
      method,
      headers: {
        authorization: `Klaviyo-API-Key ${klaviyo.apiKey}`,
        revision,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    const json = text === '' ? {} : JSON.parse(text)
    checkShape(method, path, reply.status, text)
    const { data, included = [], links, errors = [] } = json
    return { status: reply.status, headers: reply.headers, text, one: data, many: data, included, links, errors }
  }
  const pages = async (path: string) => {
    const found: SeenResource[][] = []
    let next: string | null = path
    while (next !== null) {
      const answer: Answer = await call('GET', next)
      found.push(answer.many)
      next = answer.links.next === null ? null : pathOf(answer.links.next)
    }
    return found
  }
  const wait = (seconds: number) => {
    clock += seconds * 1000
  }
  return { ...klaviyo, call, pages, wait }
}

/** Path and query of a link: links point at the vendor, not at the simulator. */
export function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname + search
}

const find = createRouter<Operation>(
  Object.fromEntries([...operations.values()].map(({ route, operation }) => [route, operation])),
)
const shapes = new Map<string, ValidateFunction | undefined>()

function checkShape(method: string, path: string, status: number, text: string): void {
  const found = find(method, path.split('?')[0] ?? '')
  // A reply with sparse fields lacks, as it should, what the schema requires.
  if (found.kind !== 'handler' || status >= 400 || /[?&]fields\[/.test(path)) return
  const { operationId, responses } = found.handler
  const key = `${operationId} ${status}`
  const response = responses[status]
  if (response === undefined) throw new Error(`${operationId} does not answer ${status}`)
  const schema = response.content?.[mediaType]?.schema
  if (schema === undefined) {
    if (text !== '') throw new Error(`${key} has no body in the vendor's file`)
    return
  }
  const shape = shapes.get(key) ?? compiler(true).compile(toJsonSchema(schema, false))
  shapes.set(key, shape)
  // The file has no null links, and the vendor sends them.
  const reply: unknown = JSON.parse(text, (name, value) =>
    value === null && /next|prev/.test(name) ? undefined : value,
  )
  if (!shape(reply)) throw new Error(`${key}: ${JSON.stringify(shape.errors?.slice(0, 3))}`)
}

/** The body of a write to one profile. */
export function profileBody(attributes: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return { data: { type: 'profile', attributes, ...more } }
}

/** The body of a bulk import. */
export function importBody(rows: Record<string, unknown>[], listIds: string[] = []) {
  const data = rows.map((attributes) => ({ type: 'profile', attributes }))
  const lists = { data: listIds.map((id) => ({ type: 'list', id })) }
  return { data: { type: 'profile-bulk-import-job', attributes: { profiles: { data } }, relationships: { lists } } }
}

/** The body of a subscription for one person on e-mail; `more` goes beside the profiles. */
export function subscribeBody(
  attributes: Record<string, unknown>,
  { listId, ...more }: { listId?: string; [member: string]: unknown } = {},
) {
  const subscriptions = { email: { marketing: { consent: 'SUBSCRIBED' } } }
  const data = [{ type: 'profile', attributes: { subscriptions, ...attributes } }]
  return {
    data: {
      type: 'profile-subscription-bulk-create-job',
      attributes: { profiles: { data }, ...more },
      ...(listId === undefined ? {} : { relationships: { list: { data: { type: 'list', id: listId } } } }),
    },
  }
}

/** The body of an unsubscription from e-mail. */
export function unsubscribeBody(email: string, listId?: string) {
  const subscriptions = { email: { marketing: { consent: 'UNSUBSCRIBED' } } }
  return {
    data: {
      type: 'profile-subscription-bulk-delete-job',
      attributes: { profiles: { data: [{ type: 'profile', attributes: { email, subscriptions } }] } },
      ...(listId === undefined ? {} : { relationships: { list: { data: { type: 'list', id: listId } } } }),
    },
  }
}
