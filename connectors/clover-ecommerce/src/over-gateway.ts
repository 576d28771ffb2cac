import { Clover, CloverError, CloverUsageError, type Transport } from '@trefoil/clover'
import { Fault, type Http, type Json } from '@trefoil/sdk'

/**
 * Clover's client over the hub's gateway, which keeps the limits, repeats what may be repeated, and brings the
 * credentials: the client adds what it knows of the API, and refuses card numbers before anything is sent.
 */
export function cloverOver(http: Http, environment: string): Clover {
  return new Clover('the gateway has it', { environment, transport: overGateway(http), retries: 0 })
}

function overGateway(http: Http): Transport {
  return async (address, { method, body }) => {
    const { pathname } = new URL(address)
    const sent: Json = body === undefined ? {} : JSON.parse(body)
    const reply = await (method === 'PUT' ? http.put(pathname, sent) : http.post(pathname, sent))
    return { status: reply.status, headers: new Headers(reply.headers), text: async () => reply.text }
  }
}

/** What the client threw, as the hub knows it: the gateway's own fault, or what the client found before or after. */
export function faultOf(cause: unknown): unknown {
  if (cause instanceof CloverUsageError) {
    const isCard = cause.code === 'card_number_refused'
    return new Fault('invalid', cause.message, {
      field: cause.param,
      ...(isCard ? { code: 'CARD_NUMBER_REFUSED' } : {}),
      cause,
    })
  }
  if (!(cause instanceof CloverError)) return cause
  if (cause.cause instanceof Fault) return cause.cause
  // The gateway took the answer for a good one, and the client cannot read it: what was asked may have been done.
  return new Fault('protocol', cause.message, { unclear: true, cause })
}
