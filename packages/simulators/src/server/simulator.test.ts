import { afterEach, expect, test } from 'vitest'
import { json } from './exchange.ts'
import { type Running, startSimulator } from './simulator.ts'

let running: Running
afterEach(() => running.stop())

/** A vendor with one thing to do: count what is posted. */
async function startCounter(options: { latency?: number } = {}): Promise<Running> {
  running = await startSimulator({ now: () => new Date('2026-01-01T12:00:00Z'), ...options }, ({ effects }) => ({
    handle: (request) => {
      if (request.path === '/slip') throw new Error('a slip')
      if (request.method === 'POST') effects.record('count', 'one', 'api', request.body)
      return json(200, { counted: effects.after(0).length })
    },
    about: () => ({ name: 'counter' }),
    backDoor: {},
  }))
  return running
}

const post = (path = '/count') => fetch(running.url + path, { method: 'POST', body: 'x' })

test('an effect has a number, a time and what was written', async () => {
  await startCounter()
  await post()
  expect(running.effects()).toEqual([
    { n: 1, at: '2026-01-01T12:00:00.000Z', kind: 'count', id: 'one', by: 'api', detail: 'x' },
  ])
})

test('a status fault answers instead of the vendor, once, and nothing happens', async () => {
  await startCounter()
  running.faults.add({ kind: 'status', status: 503, headers: { 'retry-after': '7' }, body: '{"message":"no"}' })
  const refused = await post()
  expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
    503,
    '7',
    '{"message":"no"}',
  ])
  expect(running.effects()).toHaveLength(0)
  expect((await post()).status).toBe(200)
})

test('reset-after-commit loses the reply and keeps the effect', async () => {
  await startCounter()
  running.faults.add({ kind: 'reset-after-commit', match: 'POST /count' })
  await expect(post()).rejects.toThrow()
  expect(running.effects()).toHaveLength(1)
  expect(running.requests().at(-1)).toMatchObject({ status: 0, fault: 'reset-after-commit' })
})

test('reset drops the request before it has an effect', async () => {
  await startCounter()
  running.faults.add({ kind: 'reset' })
  await expect(post()).rejects.toThrow()
  expect(running.effects()).toHaveLength(0)
})

test('a truncated body breaks off in the middle', async () => {
  await startCounter()
  running.faults.add({ kind: 'truncate' })
  const reply = await post()
  await expect(reply.text()).rejects.toThrow()
})

test('half a body looks like a whole one', async () => {
  await startCounter()
  running.faults.add({ kind: 'half' })
  expect(await (await post()).text()).toBe('{"coun')
  expect(running.effects()).toHaveLength(1)
})

test('a body that drips comes byte by byte, and ends with the patience of the client or of the simulator', async () => {
  await startCounter()
  running.faults.add({ kind: 'drip', delay: 1 })
  expect(await (await post()).json()).toEqual({ counted: 1 })
  running.faults.add({ kind: 'drip', delay: 60_000, times: 2 })
  const given = new AbortController()
  const reply = await fetch(running.url, { signal: given.signal })
  given.abort()
  await expect(reply.text()).rejects.toThrow()
  const other = await fetch(running.url)
  const body = other.text().catch(() => 'dropped')
  await running.stop()
  expect(await body).toBe('dropped')
})

test('something else is answered, and what was asked is done all the same', async () => {
  await startCounter()
  running.faults.add({ kind: 'instead', body: '{"errors":[]}' })
  running.faults.add({ kind: 'instead', status: 500, after: 0 })
  const reply = await post()
  expect([reply.status, await reply.text()]).toEqual([200, '{"errors":[]}'])
  expect((await post()).status).toBe(500)
  expect(running.effects()).toHaveLength(2)
})

test('an html fault looks like the page of a proxy', async () => {
  await startCounter()
  running.faults.add({ kind: 'html' })
  const reply = await post()
  expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'text/html'])
})

test('an empty fault keeps the status and drops the body', async () => {
  await startCounter()
  running.faults.add({ kind: 'empty' })
  const reply = await post()
  expect([reply.status, await reply.text()]).toEqual([200, ''])
})

test('a hanging request ends when the client gives up, and does not keep the simulator from stopping', async () => {
  await startCounter()
  running.faults.add({ kind: 'hang', times: 2 })
  const given = new AbortController()
  const givenUp = expect(fetch(running.url, { signal: given.signal })).rejects.toThrow()
  await expect.poll(() => running.requests().length).toBe(1)
  given.abort()
  await givenUp
  const hanging = fetch(running.url).catch(() => 'dropped')
  await expect.poll(() => running.requests().length).toBe(2)
  await running.stop()
  expect(await hanging).toBe('dropped')
})

test('a fault strikes only its method and path, after so many requests, so many times', async () => {
  await startCounter()
  running.faults.add({ kind: 'status', status: 500, match: 'POST /count', after: 1, times: 2 })
  const statuses = [await fetch(`${running.url}/count`), await post('/other')]
  for (let request = 0; request < 4; request++) statuses.push(await post())
  expect(statuses.map((reply) => reply.status)).toEqual([200, 200, 200, 500, 500, 200])
})

test('a star in the path of a fault stands for one step', async () => {
  await startCounter()
  running.faults.add({ kind: 'status', status: 500, match: 'POST /lists/*/members?all', times: 9 })
  const paths = ['/lists/a.b/members?all=1', '/lists/a/b/members?all=1', '/lists/a/members', '/lists/']
  const statuses = []
  for (const path of paths) statuses.push((await post(path)).status)
  expect(statuses).toEqual([500, 200, 200, 200])
})

test('the back door plans faults, shows effects after a number, and is never struck itself', async () => {
  await startCounter()
  const planned = await fetch(`${running.url}/_sim/faults`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'slow', delay: 1, times: 9 }),
  })
  expect(await planned.json()).toEqual([{ kind: 'slow', delay: 1, times: 9, after: 0 }])
  await post()
  await post()
  const seen = await (await fetch(`${running.url}/_sim/effects?after=1`)).json()
  expect(seen).toMatchObject([{ n: 2 }])
  await fetch(`${running.url}/_sim/faults`, { method: 'DELETE' })
  expect(running.faults.pending()).toEqual([])
  expect(await (await fetch(`${running.url}/_sim`)).json()).toEqual({ url: running.url, name: 'counter', effects: 2 })
  expect(running.requests()).toHaveLength(2)
})

test('a fault of an unknown kind is refused with the kinds there are', async () => {
  await startCounter()
  const reply = await fetch(`${running.url}/_sim/faults`, { method: 'POST', body: '{"kind":"fire"}' })
  expect(reply.status).toBe(400)
  expect(await reply.text()).toContain('reset-after-commit')
})

test.each([
  [{ kind: 'status', time: 3 }, 'unknown: time'],
  [{ kind: 'status', times: '3' }, 'times is a whole number'],
  [{ kind: 'status', match: 7 }, 'match is a text'],
  [{ kind: 'status', headers: 'retry-after' }, 'headers are an object'],
])('a slip in a planned fault, %o, is refused, and nothing of the call is planned', async (slip, words) => {
  await startCounter()
  const body = JSON.stringify([{ kind: 'reset' }, slip])
  const reply = await fetch(`${running.url}/_sim/faults`, { method: 'POST', body })
  expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining(words)])
  expect(running.faults.pending()).toEqual([])
})

test('a fault that is to strike no request strikes none', async () => {
  await startCounter()
  running.faults.add({ kind: 'status', times: 0 })
  expect((await post()).status).toBe(200)
  expect(running.faults.pending()).toEqual([])
})

test('a slip of the simulator itself is a 500 that says so', async () => {
  await startCounter()
  const reply = await fetch(`${running.url}/slip`)
  expect([reply.status, await reply.text()]).toEqual([500, expect.stringContaining('Error: a slip')])
})

test('requests are shown after a number', async () => {
  await startCounter()
  await post('/first')
  await post('/second')
  const lines = await (await fetch(`${running.url}/_sim/requests?after=1`)).json()
  expect(lines).toMatchObject([{ n: 2, method: 'POST', path: '/second', status: 200 }])
})

test('stopping twice is stopping once', async () => {
  await startCounter()
  await running.stop()
  await running.stop()
  await expect(fetch(running.url)).rejects.toThrow()
})
