import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSender } from '../http/sender.ts'
import { type Recorder, startRecorder } from '../test-recorder.ts'
import { allAt, stillWorld } from '../test-world.ts'
import { keepToken, type TokenStore } from './keep-token.ts'
import { cloverOAuth, type OAuth, readRedirect, type TokenPair } from './oauth.ts'
import { createPkce } from './pkce.ts'

let recorder: Recorder
let oauth: OAuth
beforeAll(async () => {
  recorder = await startRecorder()
  oauth = cloverOAuth({ clientId: 'APP', clientSecret: 'S3CRET', endpoints: allAt(recorder.url), retries: 0 })
})
afterAll(() => recorder.stop())
beforeEach(() => {
  recorder.requests.length = 0
  recorder.replies.length = 0
})

const tokens = {
  access_token: 'A1',
  access_token_expiration: 1_767_225_600,
  refresh_token: 'R1',
  refresh_token_expiration: 1_798_761_600,
}
const lines = () => recorder.requests.map(({ method, path, body }) => [method, path, body])

test('the merchant logs in at the web host of the region', () => {
  const at = (place: object) =>
    cloverOAuth({ clientId: 'APP', ...place }).authorizeUrl({ redirectUri: 'https://a.app/x' })
  const query = '/oauth/v2/authorize?client_id=APP&redirect_uri=https%3A%2F%2Fa.app%2Fx'
  expect([{ environment: 'sandbox' }, {}, { region: 'eu' }, { region: 'la' }].map(at)).toEqual([
    `https://sandbox.dev.clover.com${query}`,
    `https://www.clover.com${query}`,
    `https://www.eu.clover.com${query}`,
    `https://www.la.clover.com${query}`,
  ])
})

test('a code becomes a pair, whose ends come in seconds', async () => {
  recorder.replies.push({ body: tokens })
  expect(await oauth.exchange({ code: 'C0DE' })).toEqual({
    accessToken: 'A1',
    accessTokenExpires: new Date('2026-01-01T00:00:00Z'),
    refreshToken: 'R1',
    refreshTokenExpires: new Date('2027-01-01T00:00:00Z'),
  })
  expect(lines()).toEqual([['POST', '/oauth/v2/token', { client_id: 'APP', client_secret: 'S3CRET', code: 'C0DE' }]])
  expect(recorder.requests[0]?.headers.authorization).toBeUndefined()
})

test('a refresh names the app and the token, and no secret', async () => {
  recorder.replies.push({ body: tokens })
  await oauth.refresh('R0')
  expect(lines()).toEqual([['POST', '/oauth/v2/refresh', { client_id: 'APP', refresh_token: 'R0' }]])
})

test('a refresh token that nobody wanted is not there', async () => {
  const { refresh_token: _, refresh_token_expiration: __, ...alone } = tokens
  recorder.replies.push({ body: alone })
  expect(await oauth.exchange({ code: 'C', refreshToken: 'not wanted' })).not.toHaveProperty('refreshToken')
  expect(recorder.requests[0]?.path).toBe('/oauth/v2/token?no_refresh_token=true')
})

test.each([400, 401])('a spent code (%i) is an invalid grant', async (status) => {
  recorder.replies.push({ status, body: { message: 'Failed to validate authentication code' } })
  await expect(oauth.exchange({ code: 'C' })).rejects.toMatchObject({
    type: 'CloverInvalidGrantError',
    statusCode: status,
    message: expect.stringContaining('Failed to validate'),
  })
})

test('trouble at Clover is not a spent grant', async () => {
  recorder.replies.push({ status: 503 })
  await expect(oauth.refresh('R')).rejects.toMatchObject({ type: 'CloverAPIError' })
})

test('an app without secret proves itself with the verifier of its challenge', async () => {
  const { verifier, challenge } = await createPkce(new Uint8Array(32).fill(251))
  expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'))
  expect(verifier).toMatch(/^[\w-]{43}$/)
  expect((await createPkce()).verifier).not.toBe((await createPkce()).verifier)
  const app = cloverOAuth({ clientId: 'APP', endpoints: allAt(recorder.url) })
  expect(app.authorizeUrl({ codeChallenge: challenge })).toContain(`code_challenge=${challenge}`)
  recorder.replies.push({ body: tokens })
  await app.exchange({ code: 'C', codeVerifier: verifier })
  expect(lines()).toEqual([['POST', '/oauth/v2/token', { client_id: 'APP', code_verifier: verifier, code: 'C' }]])
  await expect(app.exchange({ code: 'C' })).rejects.toMatchObject({ code: 'missing', param: 'codeVerifier' })
})

test('the redirect names merchant, app and code; opened from the dashboard there is no code', () => {
  expect(readRedirect('/cb?merchant_id=M1&client_id=APP&code=C0DE&state=s')).toEqual({
    ...{ merchantId: 'M1', clientId: 'APP', code: 'C0DE', state: 's' },
  })
  expect(readRedirect('https://a.app/cb?merchant_id=M1&client_id=APP')).toEqual({ merchantId: 'M1', clientId: 'APP' })
  expect(() => readRedirect('/cb?code=x')).toThrow(expect.objectContaining({ param: 'merchant_id' }))
})

describe('keepToken', () => {
  const world = stillWorld('2026-01-01T12:00:00Z')
  const pair = (n: number, minutes: number): TokenPair => ({
    accessToken: `A${n}`,
    accessTokenExpires: new Date(world.now() + minutes * 60_000),
    refreshToken: `R${n}`,
  })

  /** A Clover at which each refresh token works once, and a store that both workers share. */
  function shared(first: TokenPair) {
    let stored = first
    let next = 1
    const spent = new Set<string>()
    const order: string[] = []
    let turn: Promise<unknown> = Promise.resolve()
    const app: Pick<OAuth, 'refresh'> = {
      refresh: async (token) => {
        order.push(`refresh ${token}`)
        if (spent.has(token)) throw new Error(`${token} was used twice`)
        spent.add(token)
        await new Promise(setImmediate)
        next += 1
        return pair(next, 30)
      },
    }
    const store: TokenStore = {
      load: async () => stored,
      save: async (fresh) => {
        await new Promise(setImmediate)
        order.push(`save ${fresh.accessToken}`)
        stored = fresh
      },
      exclusively: (work) => {
        const mine = turn.then(work)
        turn = mine.catch(() => {})
        return mine
      },
    }
    return { app, store, order }
  }

  test('hands out a token while it lasts, without a call', async () => {
    const { app, store, order } = shared(pair(1, 30))
    expect(await keepToken(app, store, { world }).token()).toBe('A1')
    expect(order).toEqual([])
  })

  test('refreshes once for all who wait, and saves before it hands out', async () => {
    const { app, store, order } = shared(pair(1, 0.5))
    const { load, save } = store
    const source = keepToken(app, { load, save }, { world })
    const tokensOfAll = await Promise.all(Array.from({ length: 5 }, () => source.token()))
    expect(new Set(tokensOfAll)).toEqual(new Set(['A2']))
    expect(order).toEqual(['refresh R1', 'save A2'])
  })

  test('two workers with one store use a single-use token once', async () => {
    const { app, store, order } = shared(pair(1, 0))
    const workers = [keepToken(app, store, { world }), keepToken(app, store, { world })]
    expect(await Promise.all(workers.map((worker) => worker.token()))).toEqual(['A2', 'A2'])
    expect(order).toEqual(['refresh R1', 'save A2'])
  })

  test('a token that Clover refuses before its end is renewed, and the call is made again', async () => {
    const { app, store } = shared(pair(1, 30))
    recorder.replies.push({ status: 401 }, { body: { id: 'M1' } })
    const send = createSender(keepToken(app, store, { world }), {})
    expect(await send.json({ method: 'GET', url: new URL(`${recorder.url}/v3/merchants/M1`) })).toEqual({ id: 'M1' })
    expect(recorder.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer A1', 'Bearer A2'])
  })

  test('a failed refresh is told, and the next try begins anew', async () => {
    const { app, store } = shared(pair(1, 0))
    let failures = 1
    const flaky: Pick<OAuth, 'refresh'> = {
      refresh: async (token) => {
        failures -= 1
        if (failures >= 0) throw new Error('no reply')
        return app.refresh(token)
      },
    }
    const source = keepToken(flaky, store, { world })
    await expect(source.token()).rejects.toThrow('no reply')
    expect(await source.token()).toBe('A2')
  })

  test('without a refresh token the merchant is asked to connect again', async () => {
    const { refreshToken: _, ...alone } = pair(1, 0)
    const { app, store } = shared(alone)
    await expect(keepToken(app, store, { world }).token()).rejects.toThrow('connect again')
  })
})
