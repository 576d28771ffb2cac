import { Fault, type FaultDetails, type FaultKind, type HttpReply } from '@trefoil/sdk'
import type { Trouble } from './exchange.ts'

/** Which call the fault speaks of. */
export interface CallName {
  connectorId: string
  connectionId: string
  /** 'GET /v3/customers?limit=…' */
  shown: string
}

/** What a status means where the connector has nothing better to say. Undefined: nothing is wrong. */
export function statusFault(call: CallName, reply: HttpReply, details: FaultDetails = {}): Fault | undefined {
  const { status } = reply
  if (status >= 200 && status < 300) return undefined
  const isPage = isHtml(reply)
  const [kind, advice] = isPage && (status === 404 || status === 410) ? strangersPage(call) : meaningOf(call, status)
  const said = isPage ? `${status} with a web page instead of the API's answer` : String(status)
  return new Fault(kind, `${call.connectorId} answered ${said} to ${call.shown}: ${advice}`, {
    code: `HTTP_${status}`,
    ...details,
    facts: facts(call, { status, ...(isPage ? { webPage: true } : {}) }),
  })
}

function meaningOf(call: CallName, status: number): [FaultKind, string] {
  if (status < 400) {
    return ['protocol', `redirects are not followed; check the address in ${endpointVariable(call)}`]
  }
  if (status === 401) return ['credentials', 'it does not accept the credentials; enter valid ones for this connection']
  if (status === 403)
    return ['permission', 'the credentials are good but may not do this; grant the missing permission']
  if (status === 404 || status === 410)
    return ['missing', 'it does not know what was asked for; it was deleted or never there']
  if (status === 409) return ['conflict', 'what is there has changed or exists already; it is read again first']
  if (status === 429) return ['throttled', 'too many calls; the hub waits']
  // The vendor gave up waiting for our request: as good as a connection that was cut.
  if (status === 408 || status >= 500)
    return ['unavailable', 'the vendor has trouble of its own; the hub tries again later']
  return ['invalid', 'it does not accept what was sent; correct the record or the mapping']
}

/** A proxy's or a wrong host's page says nothing of the record: nobody must drop a link because of it. */
function strangersPage(call: CallName): [FaultKind, string] {
  return ['protocol', `this does not come from the API; check the address in ${endpointVariable(call)}`]
}

const troubles: Record<Trouble['what'], [code: string, said: string, advice: string]> = {
  refused: [
    'CONNECTION_REFUSED',
    'nothing listens at its address',
    'check that the vendor is up and the address is right',
  ],
  dns: ['DNS_FAILED', 'the name of its host was not found', 'check the address and the DNS of this machine'],
  tls: ['TLS_FAILED', 'no secure connection could be made', 'check its certificate and the clock of this machine'],
  unreachable: ['UNREACHABLE', 'its host could not be reached', 'check the network of this machine'],
  cut: ['CONNECTION_CUT', 'the connection was cut', 'the hub tries again later'],
  timeout: ['TIMED_OUT', 'no complete answer in time', 'the hub tries again later'],
  large: ['REPLY_TOO_LARGE', 'the answer is larger than the hub takes', 'ask for smaller pages'],
  packed: ['REPLY_DAMAGED', 'the answer could not be unpacked', 'the hub tries again later'],
}

export function troubleFault(call: CallName, trouble: Trouble, attempts: number, unclear: boolean): Fault {
  const [code, said, advice] = troubles[trouble.what]
  const when = trouble.answering ? ' in the middle of the answer' : trouble.sent ? ' after the request was sent' : ''
  return new Fault(
    trouble.what === 'large' ? 'protocol' : 'unavailable',
    `${call.connectorId} could not be asked ${call.shown}: ${said}${when}${tried(attempts)}; ` +
      (unclear ? 'it may have acted on the request, so look before it is repeated' : advice),
    { code, cause: trouble.cause, ...(unclear ? { unclear } : {}), facts: facts(call, { attempts }) },
  )
}

export function bodyFault(call: CallName, reply: HttpReply, attempts: number, unclear: boolean): Fault {
  const what = isHtml(reply) ? 'a web page' : 'a body that is no JSON'
  return new Fault(
    'protocol',
    `${call.connectorId} answered ${reply.status} with ${what} to ${call.shown}${tried(attempts)}: ` +
      `check the address in ${endpointVariable(call)}, or ask the vendor`,
    {
      // Without the parser's own error for a cause: it quotes the body, and so the customer.
      code: isHtml(reply) ? 'HTML_REPLY' : 'NOT_JSON',
      ...(unclear ? { unclear } : {}),
      facts: facts(call, { status: reply.status, attempts, bytes: reply.text.length }),
    },
  )
}

export function isHtml(reply: HttpReply): boolean {
  const type = reply.headers['content-type'] ?? ''
  return type.includes('html') || /^\s*<(!doctype|html|head|body)\b/i.test(reply.text.slice(0, 200))
}

const tried = (attempts: number) => (attempts > 1 ? ` (${attempts} attempts)` : '')

const endpointVariable = (call: CallName) => `TREFOIL_ENDPOINT_${call.connectorId.toUpperCase().replaceAll('-', '_')}`

function facts(call: CallName, more: Record<string, string | number | boolean>) {
  return { connector: call.connectorId, connection: call.connectionId, call: call.shown, ...more }
}
