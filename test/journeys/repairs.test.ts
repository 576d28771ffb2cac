/** Links that a person puts right: what is planned is what is done, and what was done can be undone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  for (const [index, name] of ['Ana', 'Luis', 'Zoe', 'Ines'].entries()) create(name, `(415) 555-012${index}`)
  await house.run('clover-customers')
  await house.quiet()
})
afterAll(() => house?.close())

function create(name: string, phoneNumber: string, email = emailOf(name)) {
  const changes = { phoneNumbers: [{ phoneNumber }], emailAddresses: [{ emailAddress: email, primaryEmail: true }] }
  return house.clover.customers.create(customerDraft(name, changes))
}

async function person(name: string): Promise<Schemas['RecordInFull']> {
  const record = await house.record(emailOf(name))
  if (record === null) throw new Error(`There is no ${name}`)
  return record
}

function linkAt(record: Schemas['RecordInFull'], connection: string) {
  const link = record.links.find((each) => each.connection === connection && each.goneAt === null)
  if (link === undefined) throw new Error(`${connection} does not know record ${record.id}`)
  return link
}

const path = (id: number) => ({ params: { path: { id: String(id) } } })
const unlink = (id: number, body: { link: number; rematch?: boolean; dryRun?: boolean }) =>
  house.api.POST('/api/v1/records/{id}/unlink', {
    ...path(id),
    body: { rematch: false, dryRun: false, ...body },
  })
const link = (id: number, body: { connection: string; externalId: string; dryRun?: boolean }) =>
  house.api.POST('/api/v1/records/{id}/link', { ...path(id), body: { dryRun: false, ...body } })
const undo = (id: number | null) => house.api.POST('/api/v1/repairs/{id}/undo', path(id ?? 0))
const repairsOf = async (id: number) => (await told(house.api.GET('/api/v1/records/{id}/repairs', path(id)))).data

test('S3-049 a plan asks the destination and changes nothing; unlink and match again finds the very profile by its e-mail', async () => {
  const ana = await person('Ana')
  const profile = linkAt(ana, 'mail')
  const plan = await told(unlink(ana.id, { link: profile.id, dryRun: true }))
  expect(plan).toMatchObject({
    id: null,
    records: [],
    runs: [],
    next: [{ flow: 'klaviyo-profiles', outcome: 'linked', externalId: profile.externalId, recordId: ana.id }],
  })
  expect((await person('Ana')).links).toEqual(ana.links)

  const done = await told(unlink(ana.id, { link: profile.id, rematch: true }))
  await house.quiet()
  expect(done.runs).toHaveLength(1)
  expect(linkAt(await person('Ana'), 'mail').externalId).toBe(profile.externalId)
  expect(await repairsOf(ana.id)).toMatchObject([
    { id: done.id, kind: 'unlink', from: ana.id, to: null, undoneAt: null },
  ])
})

test('a link that was taken away comes back by undo, with what the destination had been told', async () => {
  const luis = await person('Luis')
  const profile = linkAt(luis, 'mail')
  const { id } = await told(unlink(luis.id, { link: profile.id }))
  expect((await person('Luis')).links.filter(({ connection }) => connection === 'mail')).toEqual([])
  await told(undo(id))
  await house.quiet()
  const back = linkAt(await person('Luis'), 'mail')
  expect([back.id, back.externalId]).toEqual([profile.id, profile.externalId])
  expect(house.klaviyo.profiles.findByEmail(emailOf('Luis'))?.id).toBe(profile.externalId)
  const again = await undo(id)
  expect(again.error).toMatchObject({ code: 'undone_already' })
})

test('two customers of the till who are one person become one record, and are two again after undo', async () => {
  const [zoe, ines] = [await person('Zoe'), await person('Ines')]
  const till = linkAt(ines, 'till')
  const plan = await told(link(zoe.id, { connection: 'till', externalId: till.externalId, dryRun: true }))
  expect(plan.records).toMatchObject([
    { id: ines.id, isEmptied: true },
    { id: zoe.id, isEmptied: false, changes: { firstName: { old: 'Zoe', new: 'Ines' } } },
  ])
  const no = { channel: 'email', state: 'withdrawn' } as const
  await told(house.api.POST('/api/v1/records/{id}/consents', { ...path(ines.id), body: no }))

  const done = await told(link(zoe.id, { connection: 'till', externalId: till.externalId }))
  await house.quiet()
  const one = await told(house.api.GET('/api/v1/records/{id}', path(zoe.id)))
  expect(one.links.filter(({ connection }) => connection === 'till')).toHaveLength(2)
  expect(one.data).toMatchObject({ firstName: 'Ines', emailAddress: emailOf('Ines') })
  expect((await told(house.api.GET('/api/v1/records/{id}', path(ines.id)))).deletedAt).not.toBeNull()
  const consents = await told(house.api.GET('/api/v1/records/{id}/consents', path(zoe.id)))
  expect(consents.standing.email.state).toBe('withdrawn')

  await told(undo(done.id))
  await house.quiet()
  expect((await person('Zoe')).data).toEqual(zoe.data)
  expect((await person('Ines')).data).toEqual(ines.data)
})

test('a vendor that is away when a link is taken does not hide that it was taken, nor how to undo it', async () => {
  const [zoe, ines] = [await person('Zoe'), await person('Ines')]
  const { externalId } = linkAt(ines, 'till')
  const joined = await told(link(zoe.id, { connection: 'till', externalId }))
  await house.quiet()
  const one = await told(house.api.GET('/api/v1/records/{id}', path(zoe.id)))
  const second = one.links.find((each) => each.externalId === externalId)
  house.clover.faults.add({ kind: 'status', status: 401, match: '/v3/merchants/*/customers', times: 10 })
  const taken = await told(unlink(zoe.id, { link: second?.id ?? 0, rematch: true }))
  house.clover.faults.clear()
  expect(taken).toMatchObject({ id: expect.any(Number), externalId })
  expect(house.log()).toContain('"reason":"vendor_refused"')
  await told(undo(taken.id))
  await told(undo(joined.id))
  await house.quiet()
  expect((await person('Ines')).data).toEqual(ines.data)
})

test('the only source of a record cannot be taken from it, and nothing is linked with an id that the vendor does not know', async () => {
  const ana = await person('Ana')
  const alone = await unlink(ana.id, { link: linkAt(ana, 'till').id })
  expect(alone.error).toMatchObject({ code: 'last_source' })
  const unknown = await link(ana.id, { connection: 'till', externalId: 'NOSUCHCUSTOMR' })
  expect(unknown.error).toMatchObject({ code: 'unknown_external_id' })
  const second = await link(ana.id, { connection: 'mail', externalId: '01ANOTHERPROFILE' })
  expect(second.error).toMatchObject({ code: 'linked_elsewhere' })
  const edited = await told(
    house.api.PATCH('/api/v1/records/{id}', { ...path(ana.id), body: { company: 'Tea and more' } }),
  )
  const own = edited.links.find(({ connection }) => connection === null)
  expect((await unlink(ana.id, { link: own?.id ?? 0 })).error).toMatchObject({ code: 'edits_are_no_link' })
  expect((await person('Ana')).links).toHaveLength(3)
})

test('S0-067 a customer whose e-mail address another has is linked to that one, the issue closes, and undo takes it away again', async () => {
  const twin = create('Twin', '(415) 555-0150', emailOf('Luis'))
  await house.run('clover-customers')
  const luis = await person('Luis')
  const open = await told(house.api.GET('/api/v1/issues', { params: { query: { code: 'DUPLICATE_EMAIL' } } }))
  expect(open.data).toHaveLength(1)
  const done = await told(link(luis.id, { connection: 'till', externalId: twin.id }))
  await house.quiet()
  const one = await told(house.api.GET('/api/v1/records/{id}', path(luis.id)))
  expect(one.data.firstName).toBe('Twin')
  const now = await told(house.api.GET('/api/v1/issues', { params: { query: { code: 'DUPLICATE_EMAIL' } } }))
  expect(now.data).toEqual([])
  await told(undo(done.id))
  expect((await person('Luis')).data).toEqual(luis.data)
})

test('a customer who leaves the lists leaves his issues as well', async () => {
  const body = JSON.stringify({ errors: [{ status: 400, code: 'invalid', title: 'Invalid input.', detail: 'No.' }] })
  house.klaviyo.faults.add({ kind: 'status', status: 400, body, match: 'POST /api/profile-import' })
  const nina = create('Nina', '(415) 555-0160')
  await house.run('clover-customers')
  await house.quiet()
  const issues = async () =>
    (await told(house.api.GET('/api/v1/issues', { params: { query: { flow: 'klaviyo-profiles' } } }))).data
  expect(await issues()).toHaveLength(1)
  const zoe = await person('Zoe')
  await told(link(zoe.id, { connection: 'till', externalId: nina.id }))
  expect(await issues()).toEqual([])
  await house.quiet()
})

test('the command line plans, does and undoes the same', async () => {
  const ana = await person('Ana')
  const run = (...words: string[]) => trefoil(house, 'record', ...words)
  const id = String(ana.id)
  const planned = await run('unlink', id, '--connection', 'mail', '--dry-run')
  expect(planned.out).toContain(`Next, klaviyo-profiles: linked ${linkAt(ana, 'mail').externalId}`)
  const done = JSON.parse((await run('unlink', id, '--connection', 'mail', '--json')).out)
  expect((await run('repairs', id)).out).toContain('unlink')
  await run('undo', String(done.id))
  expect(linkAt(await person('Ana'), 'mail').id).toBe(linkAt(ana, 'mail').id)
  const missing = await run('link', id, '--connection', 'till', '--external-id', 'NOSUCHCUSTOMR')
  expect([missing.exitCode, missing.err]).toEqual([5, expect.stringContaining('nothing was linked')])
})
