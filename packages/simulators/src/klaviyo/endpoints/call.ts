import type { SimReply, SimRequest } from '../../server/exchange.ts'
import type { Account, Actor } from '../account/account.ts'
import type { List } from '../account/lists.ts'
import type { Profile } from '../account/profile.ts'
import type { Checked, UnknownFields } from '../description/check-body.ts'
import type { Query } from '../description/check-query.ts'
import type { Operation } from '../description/openapi.ts'
import { invalid, notFound, type Problem, Refusal } from '../wire/problem.ts'

/** One authenticated request, its query checked, its body parsed. */
export interface Call {
  account: Account
  actor: Actor
  operation: Operation
  request: SimRequest
  params: Record<string, string>
  query: Query
  body: unknown
}

/** What answers one operation; throws a Refusal to turn the request down. */
export type Endpoint = (call: Call) => SimReply

/** The body, if it keeps the vendor's schema. */
export function bodyOf<T>(call: Call, check: (body: unknown, unknownFields: UnknownFields) => Checked<T>): T {
  const checked = check(call.body, call.account.settings.assumptions.unknownFields)
  if (checked.problems !== undefined) throw new Refusal(checked.problems)
  return checked.body
}

/** Refuses a body of more bytes than the vendor takes. */
export function limitBytes(call: Call, limit: number, what: string): void {
  if (call.request.body.length * 3 <= limit) return
  if (Buffer.byteLength(call.request.body) <= limit) return
  const status = call.account.settings.assumptions.tooLargeStatus
  const problem = invalid('/data', `${what} must not exceed ${limit} bytes.`)
  throw new Refusal([status === 413 ? { ...problem, status, code: 'payload_too_large' } : problem])
}

/** Refuses an empty batch ([U]) and one above the vendor's maximum. */
export function limitCount(items: readonly unknown[], limit: number, at: string): void {
  if (items.length >= 1 && items.length <= limit) return
  throw new Refusal([invalid(at, `Expected 1 to ${limit} items, got ${items.length}.`)])
}

export function profileNamed(call: Call): Profile {
  const id = call.params.id ?? ''
  const profile = call.account.profiles.get(id)
  if (profile === undefined) throw new Refusal([notFound('profile', id)])
  return profile
}

export function listNamed(call: Call): List {
  const id = call.params.id ?? ''
  const list = call.account.lists.get(id)
  if (list === undefined) throw new Refusal([notFound('list', id)])
  return list
}

/** A list that a job's relationship names. */
export function listRelated(account: Account, id: string, at: string): List {
  const list = account.lists.get(id)
  if (list !== undefined) return list
  const missing: Problem = { ...notFound('list', id), source: { pointer: at } }
  const isMissing = account.settings.assumptions.unknownListStatus === 404
  throw new Refusal([isMissing ? missing : invalid(at, missing.detail)])
}

/** Refuses a body whose `data.id` is not the id in the path. */
export function requireSameId(call: Call, bodyId: string): void {
  if (bodyId === call.params.id) return
  throw new Refusal([invalid('/data/id', 'The id of the body must be the id in the path.')])
}
