/** The change feed as those who lean on it see it: pages, a stream that is cut and taken up again, the command line. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  house.clover.customers.create(customerDraft('Ana'))
  house.clover.customers.create(customerDraft('Bea'))
  await house.run('clover-customers')
  await house.quiet()
})
afterAll(() => house?.close())

const pageAfter = (after: string, limit = 200) =>
  told(house.api.GET('/api/v1/changes', { params: { query: { after, limit } } }))

const edit = async (id: number, lastName: string) => {
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(id) } }, body: { lastName } }))
}

/** Blocks of `name: value` lines with an empty line behind each. */
async function* eventsIn(stream: ReadableStream<string>): AsyncGenerator<Record<string, string>, void> {
  let text = ''
  for await (const chunk of stream) {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) yield Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)))
  }
}

/** One stream, from a cursor or from now on. */
async function follow(headers: Record<string, string>, query = '') {
  const leave = new AbortController()
  const reply = await fetch(`${house.hub.url}/api/v1/changes${query}`, {
    headers: { authorization: `Bearer ${house.apiKey}`, accept: 'text/event-stream', ...headers },
    signal: leave.signal,
  })
  if (reply.body === null) throw new Error('The stream has no body')
  const events = eventsIn(reply.body.pipeThrough(new TextDecoderStream()))
  const next = async (name: string) => {
    for (;;) {
      const { value, done } = await events.next()
      if (done === true) throw new Error('The stream is over')
      if (value.event === name) return { id: value.id ?? '', ...JSON.parse(value.data ?? '{}') }
    }
  }
  return { reply, next, leave: () => leave.abort() }
}

test('a poller reads all changes page by page, each with what changed and who did it', async () => {
  const first = await pageAfter('0', 1)
  expect(first).toMatchObject({
    data: [{ kind: 'created', entity: 'Customer', version: 1, fields: null, actor: 'flow:clover-customers' }],
    has_more: true,
  })
  const rest = await pageAfter(first.next)
  expect(rest).toMatchObject({ data: [{ kind: 'created' }], has_more: false })
  const id = first.data[0]?.record ?? 0
  await edit(id, 'Luna')
  const { data } = await pageAfter(rest.next)
  expect(data).toMatchObject([{ kind: 'changed', record: id, version: 2, fields: ['lastName'], run: null }])
  expect(JSON.stringify(data)).not.toContain('Luna')
})

test('a stream tells of a change as it is stored, and one that was cut goes on after the last event', async () => {
  const { data } = await pageAfter('0')
  const [one, two] = [...new Set(data.map(({ record }) => record))]
  if (one === undefined || two === undefined) throw new Error('There are no two customers')
  const first = await follow({})
  expect(first.reply.headers.get('content-type')).toContain('text/event-stream')
  await first.next('alive')
  await edit(one, 'Sol')
  const heard = await first.next('change')
  expect(heard).toMatchObject({ record: one, kind: 'changed', fields: ['lastName'] })
  first.leave()
  await edit(two, 'Sol')
  const second = await follow({ 'last-event-id': heard.id })
  expect(await second.next('change')).toMatchObject({ record: two, fields: ['lastName'] })
  second.leave()
})

test('a filter by entity tells of that one alone, and its cursor passes the others', async () => {
  const { data, next } = await pageAfter('0')
  const query = { after: '0', limit: 200, entity: 'Order' }
  const orders = await told(house.api.GET('/api/v1/changes', { params: { query } }))
  expect(orders).toEqual({ data: [], next, has_more: false })
  const stream = await follow({}, `?after=${next}&entity=Customer`)
  const record = data[0]?.record ?? 0
  await edit(record, 'Mar')
  expect(await stream.next('change')).toMatchObject({ record, entity: 'Customer' })
  stream.leave()
})

test('a cursor that this hub never gave, one of another shape and a stranger are refused', async () => {
  const ask = async (query: string, key = house.apiKey) => {
    const headers = { authorization: `Bearer ${key}`, accept: 'text/event-stream' }
    const reply = await fetch(`${house.hub.url}/api/v1/changes?${query}`, { headers })
    const { code } = JSON.parse(await reply.text())
    return [reply.status, code]
  }
  expect(await ask('after=999999999')).toEqual([409, 'cursor_ahead'])
  expect(await ask('after=yesterday')).toEqual([400, 'bad_input'])
  expect(await ask('after=0', 'trefoil_nobody_nobody_nobody')).toEqual([401, 'unauthenticated'])
})

test('a record that becomes a part of another is told as merged, and into which', async () => {
  house.clover.customers.create(customerDraft('Cleo'))
  await house.run('clover-customers')
  const [kept, gone] = [await house.record(emailOf('Ana')), await house.record(emailOf('Cleo'))]
  const link = gone?.links.find(({ connection }) => connection === 'till')
  if (kept === null || gone === null || link === undefined) throw new Error('There are no two customers of the till')
  const { next } = await pageAfter('0')
  const body = { connection: 'till', externalId: link.externalId }
  await told(house.api.POST('/api/v1/records/{id}/link', { params: { path: { id: String(kept.id) } }, body }))
  const { data } = await pageAfter(next)
  expect(data.find(({ record }) => record === gone.id)).toMatchObject({ kind: 'merged', into: kept.id })
})

test('trefoil changes prints pages, and with --follow a line for each change as it comes', async () => {
  const listed = await trefoil(house, 'changes', '--limit', '1')
  expect(listed.out).toMatch(/^change .*\n *1 .* Customer .* created .* flow:clover-customers\n$/)
  expect(listed.err).toContain('More: --after 1')

  const { next } = await pageAfter('0')
  const program = join(import.meta.dirname, '../../packages/hub/bin/trefoil.js')
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [program, 'changes', '--follow', '--json', '--after', next], {
    env: { PATH, HOME, TREFOIL_API_URL: house.hub.url, TREFOIL_API_KEY: house.apiKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  const line = once(lines, 'line')
  const [{ record = 0 } = {}] = (await pageAfter('0')).data
  await edit(record, `Rio ${next}`)
  expect(JSON.parse(String((await line)[0]))).toMatchObject({ record, kind: 'changed', fields: ['lastName'] })
  const ended = once(child, 'close')
  child.kill('SIGINT')
  await ended
})
