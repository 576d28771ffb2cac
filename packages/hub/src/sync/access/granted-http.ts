import { Fault, type Http, type HttpReply } from '@trefoil/sdk'
import type { Grant } from './grant.ts'

/** What the HTTP of an account that was signed in to stands on. */
export interface GrantedHttp {
  grant: Grant
  /** The way to the vendor with the access token of this grant. */
  open(grant: Grant): Http
  /** A grant with another access token. */
  renew(known: Grant): Promise<Grant>
  now(): Date
  /** From then on nothing is asked for, no other token either. */
  closing?: AbortSignal | undefined
}

/** Tokens are renewed so long before their end; those that live for less than that are used for half of their time. */
const earlyMs = 60_000
/** A token so young that is refused is refused for something else, as a missing permission: renewing would not help. */
const youngMs = 60_000

/** Carries the access token of the moment: renewed before it ends, and once where the vendor refuses it. */
export function grantedHttp(of: GrantedHttp): Http {
  let grant = of.grant
  let http = of.open(grant)
  let renewing: Promise<void> | undefined

  async function renewed(known: Grant): Promise<void> {
    if (grant !== known) return
    renewing ??= of
      .renew(known)
      .then((next) => {
        grant = next
        http = of.open(next)
      })
      .finally(() => {
        renewing = undefined
      })
    await renewing
  }

  const age = (at: string) => of.now().getTime() - Date.parse(at)
  /** One that is not given yet, by a clock that was set back, may be of any age. */
  const isYoung = ({ since }: Grant) => age(since) >= 0 && age(since) < youngMs
  /** One that had ended by our clock when it was given is of a clock that is ahead: the vendor says when it is over. */
  const isEnding = ({ tokens: { endsAt }, since }: Grant) =>
    endsAt !== null &&
    Date.parse(endsAt) > Date.parse(since) &&
    age(endsAt) >= -Math.min(earlyMs, (age(since) - age(endsAt)) / 2)

  /** While the vendor cannot be asked for another, one that has not ended yet will do. */
  function unlessGood(cause: unknown): void {
    const { endsAt } = grant.tokens
    const isOver = endsAt !== null && age(endsAt) >= 0
    if (isOver || !(cause instanceof Fault) || cause.kind !== 'unavailable') throw cause
  }

  async function send(call: (http: Http) => Promise<HttpReply>): Promise<HttpReply> {
    of.closing?.throwIfAborted()
    if (isEnding(grant)) await renewed(grant).catch(unlessGood)
    const used = grant
    try {
      return await call(http)
    } catch (cause) {
      // A call that was refused at the door has done nothing: any may be sent once more.
      const isRefused = cause instanceof Fault && cause.kind === 'credentials'
      if (!isRefused || of.closing?.aborted === true || (grant === used && isYoung(used))) throw cause
      await renewed(used)
      return call(http)
    }
  }

  return {
    get: (path, options) => send((way) => way.get(path, options)),
    post: (path, body, options) => send((way) => way.post(path, body, options)),
    put: (path, body, options) => send((way) => way.put(path, body, options)),
    patch: (path, body, options) => send((way) => way.patch(path, body, options)),
    delete: (path, options) => send((way) => way.delete(path, options)),
  }
}
