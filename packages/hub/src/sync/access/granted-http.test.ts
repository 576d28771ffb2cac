import { Fault, type Http, type HttpReply } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import type { Grant } from './grant.ts'
import { grantedHttp } from './granted-http.ts'

const noon = Date.UTC(2026, 0, 5, 12)
const at = (minutes: number) => new Date(noon + minutes * 60_000).toISOString()
const grantOf = (accessToken: string, endsAt: string | null, since: string): Grant => ({
  ...{ app: {}, facts: {}, since },
  tokens: { accessToken, endsAt, refreshToken: 'r' },
})
const ok: HttpReply = { status: 200, headers: {}, text: '', json: undefined }

/** A way to a vendor that takes the tokens named; calls are noted by their token. */
function opened(grant: Grant, good: string[], fails: { renewal?: Fault; closing?: AbortSignal } = {}) {
  const calls: string[] = []
  const renewals: string[] = []
  const http = grantedHttp({
    grant,
    now: () => new Date(noon),
    closing: fails.closing,
    open: ({ tokens: { accessToken } }) => {
      const answer = async () => {
        calls.push(accessToken)
        if (!good.includes(accessToken)) throw new Fault('credentials', 'refused')
        return ok
      }
      const way: Http = { get: answer, post: answer, put: answer, patch: answer, delete: answer }
      return way
    },
    renew: async (known) => {
      renewals.push(known.tokens.accessToken)
      if (fails.renewal !== undefined) throw fails.renewal
      return grantOf('new', at(60), at(0))
    },
  })
  return { http, calls, renewals }
}

test('a token with time left is used as it is', async () => {
  const { http, calls, renewals } = opened(grantOf('old', at(30), at(-30)), ['old'])
  await http.get('/x')
  expect([calls, renewals]).toEqual([['old'], []])
})

test('a token that lives for less than a minute is used for half of its time', async () => {
  const young = opened(grantOf('old', at(0.5), at(0)), ['old'])
  await young.http.get('/x')
  expect(young.renewals).toEqual([])
  const old = opened(grantOf('old', at(0.1), at(-0.4)), ['new'])
  await old.http.get('/x')
  expect(old.renewals).toEqual(['old'])
})

test.each([
  ['is about to end', at(1)],
  ['has ended', at(-5)],
])('a token that %s is renewed first, once for all calls that wait', async (_, endsAt) => {
  const { http, calls, renewals } = opened(grantOf('old', endsAt, at(-30)), ['new'])
  await Promise.all([http.get('/x'), http.post('/y', {}), http.delete('/z')])
  expect([calls, renewals]).toEqual([['new', 'new', 'new'], ['old']])
})

test('while no other token can be had, one with a little time left is used, and one that has ended is not', async () => {
  const down = { renewal: new Fault('unavailable', 'nothing listens') }
  const { http, calls } = opened(grantOf('old', at(0.5), at(-30)), ['old'], down)
  expect(await http.get('/x')).toEqual(ok)
  expect(calls).toEqual(['old'])
  await expect(opened(grantOf('old', at(0), at(-60)), ['old'], down).http.get('/x')).rejects.toMatchObject(down.renewal)
  const again = { renewal: new Fault('credentials', 'sign in again') }
  const refused = opened(grantOf('old', at(0.5), at(-30)), ['old'], again).http.get('/x')
  await expect(refused).rejects.toMatchObject({ kind: 'credentials' })
})

test('a token that is refused before its end is renewed, and the call is made once more', async () => {
  const { http, calls, renewals } = opened(grantOf('old', at(30), at(-30)), ['new'])
  expect(await Promise.all([http.post('/x', {}), http.get('/y')])).toEqual([ok, ok])
  expect([calls.sort(), renewals]).toEqual([['new', 'new', 'old', 'old'], ['old']])
})

test('a call that is refused with the new token too is told so, and nothing is renewed again', async () => {
  const { http, calls, renewals } = opened(grantOf('old', at(30), at(-30)), [])
  await expect(http.get('/x')).rejects.toMatchObject({ kind: 'credentials' })
  await expect(http.get('/x')).rejects.toMatchObject({ kind: 'credentials' })
  expect([calls, renewals]).toEqual([['old', 'new', 'new'], ['old']])
})

test('a token so young that is refused is refused for something else: it is not spent for that', async () => {
  const { http, renewals } = opened(grantOf('old', at(30), at(-0.5)), [])
  await expect(http.get('/x')).rejects.toMatchObject({ kind: 'credentials' })
  expect(renewals).toEqual([])
})

test('a token from a later hour than ours is no young one: the clock was set back, and it may have ended since', async () => {
  const { http, renewals } = opened(grantOf('old', at(120), at(60)), ['new'])
  expect(await http.get('/x')).toEqual(ok)
  expect(renewals).toEqual(['old'])
})

test('by a clock that is far ahead every token has ended when it is given: it is used until the vendor refuses it', async () => {
  const { http, calls, renewals } = opened(grantOf('old', at(-600), at(-0.1)), ['old'])
  await http.get('/x')
  await http.get('/y')
  expect([calls, renewals]).toEqual([['old', 'old'], []])
  const refused = opened(grantOf('old', at(-600), at(-2)), ['new'])
  await refused.http.get('/x')
  expect(refused.renewals).toEqual(['old'])
})

test('a session that closed asks for no other token', async () => {
  const over = new AbortController()
  const { http, calls, renewals } = opened(grantOf('old', at(0.5), at(-30)), [], { closing: over.signal })
  const refused = new Fault('credentials', 'the connection was stopped')
  over.abort(refused)
  await expect(http.get('/x')).rejects.toBe(refused)
  expect([calls, renewals]).toEqual([[], []])
})
