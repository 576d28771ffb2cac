import { Fault, type HttpReply } from '@trefoil/sdk'

/** What a receiver means by a status. The rest is as everywhere: 429 waits, 5xx is tried again, other 4xx is refused. */
export function faultIn({ status }: HttpReply): Fault | undefined {
  const facts = { status }
  if (status >= 300 && status < 400) {
    const said = 'The address leads on to another one, which is not followed: enter the one at the end of the way'
    return new Fault('credentials', said, { code: 'REDIRECTED', facts })
  }
  if (status === 401 || status === 403) {
    const said = `The receiver answered ${status}, so it does not accept the signature: give both sides the same secret, and see that both clocks are right`
    return new Fault('credentials', said, { code: 'SIGNATURE_REFUSED', facts })
  }
  if (status === 410) {
    const said = 'The receiver answered 410: it wants no more messages, so connect another address or remove the flow'
    return new Fault('credentials', said, { code: 'RECEIVER_GONE', facts })
  }
  if (status === 404 || status === 405) {
    const said = `The receiver answered ${status}: nothing takes messages at the address yet. It is tried again`
    return new Fault('unavailable', said, { code: 'RECEIVER_MISSING', facts })
  }
  return undefined
}
