import { Fault, type FaultDetails, type FaultKind, type HttpReply } from '@trefoil/sdk'
import { z } from 'zod'

const error = z.looseObject({
  message: z.string().catch(''),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z
    .looseObject({
      code: z.string().optional().catch(undefined),
      requiredAccess: z.string().optional().catch(undefined),
      problems: z
        .array(
          z.looseObject({
            path: z.array(z.union([z.string(), z.number()])).catch([]),
            explanation: z.string().catch(''),
          }),
        )
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})

type GraphqlError = z.output<typeof error>

const cost = z.looseObject({
  requestedQueryCost: z.number(),
  throttleStatus: z.looseObject({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
})

const search = z.array(z.looseObject({ warnings: z.array(z.unknown()).optional() }))

const body = z.looseObject({
  errors: z.array(error).optional().catch(undefined),
  extensions: z
    .looseObject({ cost: cost.optional().catch(undefined), search: search.optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

type Body = z.output<typeof body>

/**
 * What Shopify's answer means. Most of its refusals are a 200 with `errors` inside, and some of those bring data for
 * the rest: a field that the app may not see is null then, and would look as if it were empty. So any error is one.
 */
export function faultIn(reply: HttpReply, secrets: readonly string[]): Fault | undefined {
  const requestId = reply.headers['x-request-id']
  const facts = { status: reply.status, ...(requestId === undefined ? {} : { requestId }) }
  if (reply.status < 200 || reply.status >= 300) return byStatus(reply.status, facts)
  const read = body.safeParse(reply.json)
  if (!read.success) return undefined
  const [first] = read.data.errors ?? []
  if (first !== undefined) return byCode(first, read.data, { reply, facts, secrets })
  const warnings = (read.data.extensions?.search ?? []).flatMap((each) => each.warnings ?? [])
  if (warnings.length === 0) return undefined
  return new Fault(
    'protocol',
    'Shopify left out a part of the search that it does not know, and would list everything',
    {
      facts,
    },
  )
}

/** Points left in the bucket, as every answer tells. */
export function levelIn(reply: HttpReply): Record<string, number> {
  const read = body.safeParse(reply.json)
  const status = read.success ? read.data.extensions?.cost?.throttleStatus : undefined
  return status === undefined ? {} : { points: Math.max(0, Math.floor(status.currentlyAvailable)) }
}

const statuses: Record<number, [FaultKind, string]> = {
  400: ['protocol', 'it could not read the request'],
  401: [
    'credentials',
    'it does not take the token: it was revoked, or the app is no longer installed. Enter a new one',
  ],
  402: ['credentials', 'the shop is frozen until its plan is paid: its owner has to see to it in the admin'],
  403: ['permission', 'the app may not do this: give it the scope, and install it again'],
  404: ['credentials', 'there is no such shop: compare its address, which ends in .myshopify.com'],
  423: ['credentials', 'the shop is locked: its owner has to write to Shopify’s support'],
  429: ['throttled', 'too many calls; the hub waits'],
  430: ['throttled', 'its guard against attacks turned the call away; the hub waits'],
}

function byStatus(status: number, facts: NonNullable<FaultDetails['facts']>): Fault {
  const [kind, says] =
    statuses[status] ??
    (status >= 500
      ? (['unavailable', 'it has trouble of its own; the hub tries again later'] as const)
      : (['invalid', 'it does not accept what was sent'] as const))
  return new Fault(kind, `Shopify answered ${status}: ${says}`, { facts })
}

const kinds: Record<string, FaultKind> = {
  BAD_REQUEST: 'invalid',
  INVALID_VARIABLE: 'invalid',
  INVALID_FIELD_ARGUMENTS: 'invalid',
  MAX_INPUT_SIZE_EXCEEDED: 'invalid',
  RESOURCE_NOT_FOUND: 'missing',
  NOT_FOUND: 'missing',
  INTERNAL_SERVER_ERROR: 'unavailable',
}

interface Circumstances {
  reply: HttpReply
  facts: NonNullable<FaultDetails['facts']>
  secrets: readonly string[]
}

function byCode(refused: GraphqlError, whole: Body, { reply, facts, secrets }: Circumstances): Fault {
  const said = refused.extensions?.code ?? ''
  const all = said === '' ? facts : { ...facts, shopifyCode: masked(said, secrets) }
  if (said === 'THROTTLED') return throttled(whole, reply, all)
  if (said === 'ACCESS_DENIED') return denied(refused, all, secrets)
  const [problem] = refused.extensions?.problems ?? []
  const words = [refused.message, problem?.explanation ?? ''].filter((text) => text !== '').join(': ')
  const field = (problem?.path ?? []).map(String).join('.')
  return new Fault(kinds[said] ?? 'protocol', `Shopify refused: ${masked(words, secrets)}`, {
    facts: all,
    ...(field === '' ? {} : { field }),
  })
}

/** It was not begun, so that anything may be sent again. */
function throttled(whole: Body, reply: HttpReply, facts: Circumstances['facts']): Fault {
  const asked = whole.extensions?.cost
  const short = asked === undefined ? 0 : asked.requestedQueryCost - asked.throttleStatus.currentlyAvailable
  const seconds = asked === undefined ? 1 : Math.max(1, Math.ceil(short / asked.throttleStatus.restoreRate))
  // Shopify's own clock, cut to the second; a connector has none.
  const sentAt = Date.parse(reply.headers.date ?? '')
  return new Fault('throttled', 'Shopify asks to slow down: the points of this app and shop are used up', {
    facts: { ...facts, waitSeconds: seconds },
    ...(Number.isNaN(sentAt) ? {} : { retryAt: new Date(sentAt + seconds * 1000) }),
  })
}

function denied(refused: GraphqlError, facts: Circumstances['facts'], secrets: readonly string[]): Fault {
  const needed = refused.extensions?.requiredAccess
  const where = (refused.path ?? []).filter((part) => typeof part === 'string').join('.')
  const advice =
    needed === undefined
      ? 'give the app the scope or, for data of customers, the access to protected customer data that it lacks'
      : `it takes ${masked(needed, secrets).replace(/\.$/, '')}: give it to the app, and install it again`
  return new Fault('permission', `Shopify refused ${where === '' ? 'a call' : `to show ${where}`}: ${advice}`, {
    facts,
  })
}

/** A vendor's message may repeat what was sent: no token, address or phone number of anybody goes further. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets
    .reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text)
    .replace(/\bshp[a-z]{2}_\w+/g, '[secret]')
    .replace(/\S+@\S+/g, '[address]')
    .replace(/\+?\d[\d\s().-]{6,}\d/g, '[number]')
    .slice(0, 300)
}
