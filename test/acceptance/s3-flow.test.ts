/** The flow as a whole: what starts it, how one record is asked for, what it says and what it leaves alone. */
import { describe, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'
import { addressesOf, deskOf, draft, profiles } from './s3-people.ts'

const house = shared(openHouse)
const { arrive, arriveUnsent, edit, rest, effectCount, effectsSince, lastRun, linkOf } = deskOf(house)

describe('triggers', () => {
  test('S3-001 a manual sync of one hub customer creates the profile, and a second one updates it', async () => {
    const { id } = await arriveUnsent(draft('mona'))
    expect(house.klaviyo.profiles.findByEmail('mona@example.com')).toBeUndefined()
    expect(await house.sync(profiles, { id })).toMatchObject({ kind: 'manual', counts: { created: 1, error: 0 } })
    expect(house.klaviyo.profiles.findByEmail('mona@example.com')).toMatchObject({ first_name: 'Mona' })
    expect(await house.sync(profiles, { id })).toMatchObject({ kind: 'manual', counts: { updated: 1, error: 0 } })
  })

  test('S3-002, S3-019 an edit in the hub reaches the profile by itself, in a run whose cause is the change', async () => {
    const { id } = await arrive(draft('erik'))
    await edit(id, { lastName: 'Strand' })
    expect(house.klaviyo.profiles.findByEmail('erik@example.com')).toMatchObject({ last_name: 'Strand' })
    expect(await lastRun()).toMatchObject({ kind: 'change', actor: 'hub', outcomes: { updated: 1 } })
  })

  test('S3-005 creating and updating a hub customer each make one write of the profile', async () => {
    const before = effectCount()
    const { id } = await arrive(draft('once'))
    expect(effectsSince(before, 'profile.create', 'profile.update')).toHaveLength(1)
    await edit(id, { firstName: 'Twice' })
    const [made, changed, ...more] = effectsSince(before, 'profile.create', 'profile.update')
    expect(made).toMatchObject({ kind: 'profile.create', by: 'api' })
    expect(changed).toMatchObject({ kind: 'profile.update', detail: { changed: ['first_name'] } })
    expect(more).toEqual([])
  })

  test('S3-005 a run over all customers with nothing changed writes nothing', async () => {
    await arrive(draft('still'))
    const before = effectCount()
    const run = await house.run(profiles)
    expect(run.counts).toMatchObject({ unchanged: run.read, created: 0, updated: 0, linked: 0 })
    expect(run.read).toBeGreaterThan(0)
    expect(effectsSince(before)).toEqual([])
  })

  test('S3-020 a change of a field that no rule reads sends nothing and ends as unchanged', async () => {
    const { id } = await arrive(draft('quiet'))
    const before = { effects: effectCount(), requests: house.klaviyo.requests().length }
    await edit(id, { comment: 'prefers the window seat' })
    expect(await lastRun()).toMatchObject({ kind: 'change', read: 1, outcomes: { unchanged: 1 } })
    expect(house.klaviyo.requests()).toHaveLength(before.requests)
    expect(effectsSince(before.effects)).toEqual([])
  })

  test.each([
    ['e-mail', { emailAddress: 'relevant.new@example.com' }, 'email'],
    ['name', { lastName: 'Newname' }, 'last_name'],
    ['company', { company: 'Oolong Ltd' }, 'organization'],
  ])('S3-020 a change of the %s is relevant and is sent', async (_what, fields, name) => {
    const { id } = await arrive(draft(`relevant.${name.replace('_', '.')}`))
    const before = effectCount()
    await edit(id, fields)
    expect(effectsSince(before)).toMatchObject([{ kind: 'profile.update', detail: { changed: [name] } }])
  })

  test.each([
    ['phone', { phoneNumber: '(617) 555-0144' }, 'phone_number'],
    ['address', { city: 'Salem' }, 'location.city'],
  ])('S3-020 a change of the %s is relevant and is sent', async (_what, changed, name) => {
    const record = await arrive(draft(`moved.${name.replaceAll('_', '.')}`))
    const [address] = addressesOf(record)
    const before = effectCount()
    await edit(record.id, { addresses: [{ id: address?.id, ...changed }] })
    expect(effectsSince(before)).toMatchObject([{ kind: 'profile.update', detail: { changed: [name] } }])
  })

  test('S3-017 with its trigger off a flow does not follow changes, and still syncs by hand', async () => {
    const { id } = await arrive(draft('switch'))
    await house.change(profiles, (flow) => ({ ...flow, triggers: { changes: false } }))
    const before = effectCount()
    await edit(id, { lastName: 'Byhand' })
    expect(effectsSince(before)).toEqual([])
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { updated: 1 } })
    expect(house.klaviyo.profiles.findByEmail('switch@example.com')).toMatchObject({ last_name: 'Byhand' })
    await house.change(profiles, (flow) => ({ ...flow, triggers: { changes: true } }))
  })

  test('S3-017 with its manual switch off a flow refuses to be run by hand, for one and for all, and still follows changes', async () => {
    const { id } = await arrive(draft('byitself'))
    await house.change(profiles, (flow) => ({ ...flow, triggers: { changes: true, manual: false } }))
    const params = { path: { name: profiles } }
    const before = (await lastRun()).id
    for (const asked of [
      house.api.POST('/api/v1/flows/{name}/sync', { params, body: { id } }),
      house.api.POST('/api/v1/flows/{name}/runs', { params }),
    ]) {
      expect(await refused(asked)).toMatchObject({ status: 409, code: 'manual_off' })
    }
    expect((await lastRun()).id).toBe(before)
    await edit(id, { lastName: 'Itself' })
    expect(house.klaviyo.profiles.findByEmail('byitself@example.com')).toMatchObject({ last_name: 'Itself' })
    await house.change(profiles, (flow) => ({ ...flow, triggers: { changes: true } }))
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { updated: 1 } })
  })

  test('S3-004 the flow is enabled; paused it sends nothing and refuses a manual sync; resumed it goes on', async () => {
    const { id } = await arrive(draft('pause'))
    const params = { path: { name: profiles } }
    expect(await told(house.api.GET('/api/v1/flows/{name}', { params }))).toMatchObject({ state: 'enabled' })
    await told(house.api.POST('/api/v1/flows/{name}/pause', { params }))
    const before = effectCount()
    await edit(id, { lastName: 'Later' })
    const sync = house.api.POST('/api/v1/flows/{name}/sync', { params, body: { id } })
    expect(await refused(sync)).toMatchObject({ status: 409, code: 'flow_paused' })
    expect(effectsSince(before)).toEqual([])
    await told(house.api.POST('/api/v1/flows/{name}/resume', { params }))
    await house.quiet()
    expect(house.klaviyo.profiles.findByEmail('pause@example.com')).toMatchObject({ last_name: 'Later' })
  })
})

describe('a manual sync by id', () => {
  test('S3-006 the number of a hub customer on the command line sends that customer', async () => {
    const { id } = await arriveUnsent(draft('typed'))
    const { exitCode, out } = await trefoil(house, 'sync', profiles, '--id', String(id), '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'manual', state: 'done', outcomes: { created: 1 } })
    expect(house.klaviyo.profiles.findByEmail('typed@example.com')).toMatchObject({ external_id: String(id) })
  })

  test.each(['abc', '55 260', '55260x', '-3', '0'])('S3-006 %j is no hub id: refused with the format', async (id) => {
    const { exitCode, out, err } = await trefoil(house, 'sync', profiles, `--id=${id}`)
    expect([exitCode, out]).toEqual([2, ''])
    expect(err).toContain('55260')
    expect(err).toContain('whole number')
  })

  test('S3-054 an id that no customer has is refused: it names the id and what kind it is, and nothing is queued', async () => {
    const before = await lastRun()
    const { exitCode, err } = await trefoil(house, 'sync', profiles, '--id', '999999999')
    expect(exitCode).toBe(5)
    expect(err).toContain('No Customer has the hub id 999999999')
    expect((await lastRun()).id).toBe(before.id)
  })

  test('S3-054 a profile id that belongs to no customer is refused in the same way', async () => {
    const { exitCode, err } = await trefoil(house, 'sync', profiles, '--external-id', '01HXNOBODY')
    expect(exitCode).toBe(5)
    expect(err).toContain('01HXNOBODY')
    expect(err).toContain('mail')
  })

  test('S3-058 on the command line a sync that fails prints why, and its exit code says so', async () => {
    const { id } = await arriveUnsent(draft('nobody'), { emailAddress: null })
    const { exitCode, out, err } = await trefoil(house, 'sync', profiles, '--id', String(id))
    expect(exitCode).toBe(7)
    expect(out).toContain('neither a valid e-mail nor a valid phone number')
    expect(err).toContain('1 error')
  })

  test('S3-006 the profile id of a linked customer serves as well', async () => {
    const { id } = await arrive(draft('linked'))
    const externalId = await linkOf(id)
    if (externalId === null) throw new Error('not linked')
    expect(await house.sync(profiles, { externalId })).toMatchObject({ counts: { updated: 1 } })
  })

  test('S3-055 a customer with e-mail address, phone and address arrives whole, without a warning', async () => {
    const { id } = await arrive(draft('valid', { phone: '(617) 555-0155' }))
    expect(await lastRun()).toMatchObject({ outcomes: { created: 1 }, reasons: [] })
    expect(house.klaviyo.profiles.findByEmail('valid@example.com')).toMatchObject({
      external_id: String(id),
      phone_number: '+16175550155',
      first_name: 'Valid',
      last_name: 'Berg',
      location: { address1: '5 Elm St', address2: 'Apt 2', city: 'Boston', region: 'MA', zip: '02134', country: 'US' },
    })
  })
})

describe('the hub as the source of truth', () => {
  test('S3-077 what somebody typed over in Klaviyo is the hub’s again after the next sync', async () => {
    const { id } = await arrive(draft('truth'))
    house.klaviyo.profiles.update('truth@example.com', { first_name: 'Typo', location: { city: 'Nowhere' } })
    expect(await house.sync(profiles, { id })).toMatchObject({ counts: { updated: 1 } })
    expect(house.klaviyo.profiles.findByEmail('truth@example.com')).toMatchObject({
      first_name: 'Truth',
      location: { city: 'Boston' },
    })
  })

  test('S3-077 what somebody typed over is reported by record and field when it is asked for, and gone after a sync', async () => {
    const { id } = await arrive(draft('drift'))
    const beside = await arrive(draft('drifts.brother', { phone: 'call the shop', address: { zip: 'x' } }))
    expect((await reconcile()).filter(({ recordId }) => recordId === id || recordId === beside.id)).toEqual([])
    house.klaviyo.profiles.update('drift@example.com', { first_name: 'Typo', organization: 'Theirs' })
    house.klaviyo.profiles.update('drifts.brother@example.com', { title: 'Dr' })
    const found = (await reconcile()).filter(({ recordId }) => recordId === id || recordId === beside.id)
    expect(found).toMatchObject([{ recordId: id, code: 'DRIFT_DIFFERS' }])
    expect(found[0]?.reason).toContain('another value in firstName')
    await house.sync(profiles, { id })
    await rest()
    expect((await reconcile()).filter(({ recordId }) => recordId === id)).toEqual([])
  })

  test('S3-077 a change in the hub takes the other hub-owned fields along', async () => {
    const { id } = await arrive(draft('along'))
    house.klaviyo.profiles.update('along@example.com', { first_name: 'Typo' })
    await edit(id, { lastName: 'Strand' })
    expect(house.klaviyo.profiles.findByEmail('along@example.com')).toMatchObject({
      first_name: 'Along',
      last_name: 'Strand',
    })
  })

  test('S3-077 a field that no rule writes stays as Klaviyo has it', async () => {
    const { id } = await arrive(draft('theirs'))
    house.klaviyo.profiles.update('theirs@example.com', { title: 'Dr', properties: { shoe: 42 } })
    await house.sync(profiles, { id })
    await rest()
    expect(house.klaviyo.profiles.findByEmail('theirs@example.com')).toMatchObject({
      title: 'Dr',
      properties: { shoe: 42, 'My Custom': 'Trefoil' },
    })
  })

  test('S3-028 the flow is called by its own name, says the one it went by before, and consists of a create and an update', async () => {
    const { definition } = await told(house.api.GET('/api/v1/flows/{name}', { params: { path: { name: profiles } } }))
    expect(definition).toMatchObject({
      title: 'Klaviyo Profile From hub',
      says: expect.stringContaining('Klaviyo Sales Order From iPaaS.com'),
      mappings: [
        { name: 'Klaviyo Profile Create From hub', type: 'add' },
        { name: 'Klaviyo Profile Update From hub', type: 'update' },
      ],
    })
  })
})

/** Each difference that a comparison with Klaviyo finds. */
async function reconcile() {
  const params = { path: { name: profiles } }
  const { run } = await told(house.api.POST('/api/v1/flows/{name}/reconciliation', { params }))
  await until('the comparison to end', async () => {
    const now = await told(house.api.GET('/api/v1/flows/{name}/reconciliation', { params }))
    return now.run === run && now.finishedAt !== null ? now : new Waiting(now)
  })
  const of = { params: { path: { id: String(run) }, query: { outcome: 'error' as const, limit: 200 } } }
  return (await told(house.api.GET('/api/v1/runs/{id}/outcomes', of))).data
}
