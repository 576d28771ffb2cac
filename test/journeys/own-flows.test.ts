/** A flow that no recipe brings: made of a file, copied from another one, and turned the other way round. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const house = shared(openHouse)
const desk = cloverDesk(() => house)
const folder = mkdtempSync(join(tmpdir(), 'trefoil-own-flows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function flow(name: string) {
  return told(house.api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
}

test('a copy stands paused beside its original, and is resumed only if somebody insists', async () => {
  const made = await trefoil(house, 'flow', 'copy', 'clover-customers', 'second-look')
  expect(made).toMatchObject({ exitCode: 0, out: expect.stringContaining('Version 1 of second-look is in force') })
  expect(made.err).toContain('It is paused: look at it, then trefoil flow resume second-look')
  const [original, copy] = await Promise.all([flow('clover-customers'), flow('second-look')])
  expect(copy).toMatchObject({ state: 'paused', recipe: null, connection: original.connection, version: 1 })
  expect(copy.definition).toEqual({ ...original.definition, name: 'second-look' })
  const resumed = await trefoil(house, 'flow', 'resume', 'second-look')
  expect(resumed.exitCode).not.toBe(0)
  expect(resumed.err).toContain('and so does the enabled flow "clover-customers"')
})

test('a flow turned round leads what the hub is told back to the till', async () => {
  const { id } = await desk.arrives('Ann')
  await house.quiet()
  const made = await trefoil(house, 'flow', 'copy', 'clover-customers', 'back-to-the-till', '--reverse')
  expect(made).toMatchObject({ exitCode: 0, err: expect.stringContaining('a formula cannot be turned round') })
  expect(await flow('back-to-the-till')).toMatchObject({
    direction: 'from_hub',
    endpoint: 'customers',
    state: 'paused',
  })
  expect((await trefoil(house, 'flow', 'resume', 'back-to-the-till')).exitCode).toBe(0)
  await desk.edit(emailOf('Ann'), { firstName: 'Anna' })
  await house.quiet()
  expect(house.clover.customers.get(id)).toMatchObject({ firstName: 'Anna' })
})

test('a copy is written to a file, changed there, and made a flow on the connection that is named', async () => {
  const file = join(folder, 'vip.yaml')
  const written = await trefoil(house, 'flow', 'copy', 'clover-customers', 'vip', '--out', file)
  expect(written).toMatchObject({ exitCode: 0, out: expect.stringContaining('Nothing was left out') })
  expect((await house.api.GET('/api/v1/flows/{name}', { params: { path: { name: 'vip' } } })).response.status).toBe(404)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Only the best customers'))
  const made = await trefoil(house, 'flow', 'create', file, '--connection', 'till', '--json')
  expect(JSON.parse(made.out)).toMatchObject({ flow: 'vip', version: 1, isActive: true })
  expect((await flow('vip')).definition).toMatchObject({ title: 'Only the best customers' })
})

test('nothing is made of a definition with a fault, of a name that is taken, or for a connection that cannot', async () => {
  const definition = { ...(await flow('clover-customers')).definition, name: 'wrong' }
  const create = (more: object, connection = 'till') =>
    house.api.POST('/api/v1/flows', {
      body: { connection, definition: JSON.parse(JSON.stringify({ ...definition, ...more })) },
    })
  expect(await refused(create({ name: 'clover-customers' }))).toMatchObject({ status: 409, code: 'flow_exists' })
  expect(await refused(create({ name: 'Wrong Name' }))).toMatchObject({ status: 400 })
  expect(await refused(create({}, 'nowhere'))).toMatchObject({ status: 404, code: 'unknown_connection' })
  expect(await refused(create({}, 'mail'))).toMatchObject({ status: 409, code: 'unknown_endpoint' })
  expect(await refused(create({ endpoint: 'toString' }))).toMatchObject({ status: 409, code: 'unknown_endpoint' })
  expect(await refused(create({ entity: 'Dragon' }))).toMatchObject({ status: 400 })
  expect(await refused(create({ mappings: [] }))).toMatchObject({ status: 400, code: 'bad_definition' })
  const broken = [{ name: 'Broken', type: 'add', filter: '!IsEmpty(EmialAddress', rules: [] }]
  expect(await refused(create({ mappings: broken }))).toMatchObject({ status: 400, code: 'bad_mapping' })
  const cases = [{ name: 'never so', source: { id: 'A' }, expect: { data: { firstName: 'Zoe' } } }]
  expect(await refused(create({ cases }))).toMatchObject({ code: 'cases_failed' })
  expect((await house.api.GET('/api/v1/flows/{name}', { params: { path: { name: 'wrong' } } })).response.status).toBe(
    404,
  )
})

test('a flow that cannot be turned round says what is missing, and how to go on', async () => {
  const refusal = await trefoil(house, 'flow', 'copy', 'klaviyo-profiles', 'profiles-in', '--reverse')
  expect(refusal.exitCode).not.toBe(0)
  expect(refusal.err).toContain('Customer needs customerNumber, and no rule fills it')
  expect(refusal.err).toContain('with --out')
  const elsewhere = await trefoil(house, 'flow', 'copy', 'klaviyo-profiles', 'x', '--reverse', '--endpoint', 'nothing')
  expect(elsewhere.err).toContain('reads profiles, suppressions, lists: say which of them')
})
