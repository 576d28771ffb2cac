import { Fault, type FaultKind, type HttpReply } from '@trefoil/sdk'
import { z } from 'zod'

const envelope = z.looseObject({ error: z.looseObject({ code: z.string().optional(), param: z.string().optional() }) })

/** What a refusal of the Ecommerce API means, in words of ours: Clover's own may repeat what was sent. */
export function faultIn(reply: HttpReply): Fault | undefined {
  const { status, headers } = reply
  if (status < 400) return undefined
  const requestId = headers['x-clover-request-id']
  const facts = { status, ...(requestId === undefined ? {} : { requestId }) }
  const read = envelope.safeParse(reply.json)
  const { code = '', param } = read.success ? read.data.error : {}
  const known = words[code]
  const kind = kinds[status] ?? (status < 500 ? 'invalid' : 'unavailable')
  const says = known?.says ?? byStatus[status] ?? (code === '' ? 'it does not say why' : code)
  return new Fault(kind, `Clover answered ${status}: ${says}`, {
    facts: { ...facts, ...(code === '' ? {} : { reason: code }) },
    ...(known?.code === undefined ? {} : { code: known.code }),
    ...(param === undefined ? {} : { field: param }),
  })
}

const kinds: Record<number, FaultKind> = {
  401: 'credentials',
  403: 'permission',
  404: 'missing',
  405: 'protocol',
  408: 'unavailable',
  409: 'conflict',
  429: 'throttled',
}

const byStatus: Record<number, string> = {
  401: 'the private token is wrong, revoked, or of another environment. Compare it with the dashboard',
  409: 'the card is stored already',
  429: 'it asks to slow down',
}

/** https://docs.clover.com/dev/docs/ecommerce-api-response-codes-descriptions */
const words: Record<string, { says: string; code?: string }> = {
  email_invalid: { says: 'it does not take this e-mail address' },
  resource_missing: { says: 'it has no such customer' },
  token_already_used: { says: 'the card token was used before, and a token works once', code: 'CARD_TOKEN_USED' },
  card_declined: { says: 'the bank refused the card: ask for another', code: 'CARD_DECLINED' },
}
