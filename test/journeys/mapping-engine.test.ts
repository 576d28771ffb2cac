/** A mapping changed, tried, saved, taken back and mapped again, over the real API between two pretended vendors. */
import type { FlowDefinition } from '@trefoil/mapping'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { emailOf } from '../harness/customer-draft.ts'
import { type FinishedRun, type House, openHouse } from '../harness/open-house.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { until, Waiting } from '../harness/until.ts'

const name = 'clover-customers'
const path = { name }

let house: House
let ann: string
beforeAll(async () => {
  house = await openHouse()
  ann = (await cloverDesk(() => house).arrives('Ann')).id
  await house.quiet()
})
afterAll(() => house?.close())

async function current(): Promise<FlowDefinition> {
  const definition = await told(house.api.GET('/api/v1/flows/{name}/definition', { params: { path } }))
  return JSON.parse(JSON.stringify(definition))
}

/** The definition in force with each rule for a field made a formula, and without the cases that it would break. */
async function withFormula(to: string, formula: string): Promise<FlowDefinition> {
  const definition = await current()
  for (const { rules } of definition.mappings) {
    const at = rules.findIndex((rule) => rule.to === to)
    if (at >= 0) rules[at] = { to, formula, required: true }
  }
  definition.cases = []
  return definition
}

function save(definition: unknown, more: { note?: string; base?: number; activate?: boolean } = {}) {
  // The hub parses what it is given: the wrong ones, too, are given.
  const given = JSON.parse(JSON.stringify(definition))
  return house.api.PUT('/api/v1/flows/{name}/definition', {
    params: { path },
    body: { definition: given, activate: true, override: false, ...more },
  })
}

async function replay(): Promise<FinishedRun> {
  const { run } = await told(
    house.api.POST('/api/v1/flows/{name}/runs', { params: { path }, body: { kind: 'replay' } }),
  )
  const at = { id: String(run) }
  const ended = await until(`run ${run} to end`, async () => {
    const now = await told(house.api.GET('/api/v1/runs/{id}', { params: { path: at } }))
    return now.finishedAt === null ? new Waiting(now) : now
  })
  return { ...ended, counts: ended.outcomes, outcomes: [] }
}

describe('a definition', () => {
  test('carries the cases of its recipe, and all of them pass', async () => {
    const ran = await told(house.api.POST('/api/v1/flows/{name}/cases/run', { params: { path } }))
    expect(ran.failed).toBe(0)
    expect(ran.passed).toBeGreaterThan(4)
    expect(ran.cases.map((each) => each.name)).toContain('a new customer arrives with name, number, e-mail and address')
  })

  test('comes out as YAML and goes in again without a new version', async () => {
    const yaml = await told(
      house.api.GET('/api/v1/flows/{name}/definition.yaml', { params: { path }, parseAs: 'text' }),
    )
    expect(yaml).toMatch(/^# yaml-language-server: \$schema=\.\/flow\.schema\.json\nname: clover-customers\n/)
    expect(await told(save(yaml))).toMatchObject({ version: 1, result: 'unchanged' })
  })

  test('with a misspelt field is refused with its code, place and repair, and no version is made', async () => {
    const definition = await withFormula('FirstName', 'DestinationValue.FirsName')
    const problem = await refused(save(definition))
    expect(problem).toMatchObject({ status: 400, code: 'bad_mapping' })
    expect(problem.errors).toContainEqual(
      expect.objectContaining({ code: 'UNKNOWN_FIELD', pointer: '/mappings/1/rules/1/formula' }),
    )
    expect(problem.facts).toMatchObject({
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: 'UNKNOWN_FIELD',
          range: { line: 1, column: 18, length: 8 },
          fix: expect.objectContaining({ value: 'DestinationValue.FirstName' }),
        }),
      ]),
    })
    const { data } = await told(house.api.GET('/api/v1/flows/{name}/versions', { params: { path } }))
    expect(data).toHaveLength(1)
  })

  test('of another shape is refused with each place', async () => {
    const problem = await refused(save({ ...(await current()), direction: 'sideways', tirggers: {} }))
    expect(problem).toMatchObject({ status: 400, code: 'bad_definition' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ pointer: '/direction' }))
  })

  test('of another flow is refused', async () => {
    const problem = await refused(save({ ...(await current()), name: 'another' }))
    expect(problem).toMatchObject({ status: 409, code: 'other_flow' })
  })

  test('that breaks one of its cases is not put into force, but may be kept', async () => {
    const { cases = [], ...rest } = await withFormula('FirstName', 'FirstName.ToUpper()')
    const broken = { ...rest, cases: (await current()).cases ?? cases }
    const problem = await refused(save(broken))
    expect(problem).toMatchObject({ status: 422, code: 'cases_failed' })
    expect(problem.detail).toContain('firstName: expected "Nora", got "NORA"')
    expect(await told(save(broken, { activate: false }))).toMatchObject({ version: 2, isActive: false })
    expect(await told(house.api.GET('/api/v1/flows/{name}', { params: { path } }))).toMatchObject({ version: 1 })
    const blocked = await refused(
      house.api.POST('/api/v1/flows/{name}/rollback', { params: { path }, body: { version: 2, override: false } }),
    )
    expect(blocked).toMatchObject({ code: 'cases_failed' })
  })

  test('that was made to an older version than the one in force is refused', async () => {
    const problem = await refused(save(await withFormula('FirstName', 'FirstName'), { base: 7 }))
    expect(problem).toMatchObject({ status: 409, code: 'stale_version' })
  })
})

describe('a preview', () => {
  test('of the definition in force says that nothing would change', async () => {
    const { records } = await told(house.api.POST('/api/v1/flows/{name}/preview', { params: { path } }))
    expect(records).toMatchObject([{ externalId: ann, outcome: 'unchanged', changes: {} }])
  })

  test('of a proposed one shows each field before and after, and writes nothing', async () => {
    const definition = JSON.parse(JSON.stringify(await withFormula('LastName', 'LastName.ToUpper()')))
    const before = await house.record(emailOf('Ann'))
    const body = { definition, externalIds: [ann, 'NOBODY'] }
    const { records, missing, diagnostics } = await told(
      house.api.POST('/api/v1/flows/{name}/preview', { params: { path }, body }),
    )
    expect(records).toMatchObject([{ outcome: 'updated', changes: { lastName: { old: 'Berg', new: 'BERG' } } }])
    expect(missing).toEqual(['NOBODY'])
    expect(diagnostics.map(({ code }) => code)).toContain('UNREACHABLE_BRANCH')
    expect(await house.record(emailOf('Ann'))).toEqual(before)
  })

  test('of records that the hub does not have tells created, filtered and error apart, with the reasons', async () => {
    const sources = [
      { id: 'N1', firstName: 'New', lastName: 'One', emailAddress: 'new@example.com' },
      { id: 'N2', firstName: 'No', lastName: 'Mail' },
      { id: 'N3', firstName: 'Same', lastName: 'Mail', emailAddress: emailOf('Ann') },
      { firstName: 'No', lastName: 'Id' },
    ]
    const { records } = await told(
      house.api.POST('/api/v1/flows/{name}/preview', { params: { path }, body: { sources } }),
    )
    expect(records.map(({ externalId, outcome, reasons }) => [externalId, outcome, reasons[0]?.code])).toEqual([
      ['N1', 'created', undefined],
      ['N2', 'filtered', 'FILTERED'],
      ['N3', 'error', 'DUPLICATE_EMAIL'],
      [null, 'error', 'MISSING_SOURCE_ID'],
    ])
    expect(records[0]?.changes).toMatchObject({ customerNumber: { new: 'N1' } })
  })

  test('of a record that the hub filtered reads it from the vendor', async () => {
    const { id, run } = await cloverDesk(() => house).arrives('Mute', { emailAddresses: [] })
    expect(run.counts.filtered).toBe(1)
    const body = { externalIds: [id] }
    const { records } = await told(house.api.POST('/api/v1/flows/{name}/preview', { params: { path }, body }))
    expect(records).toMatchObject([{ externalId: id, outcome: 'filtered' }])
  })

  test('of a flow from the hub asks the destination, tells what would be sent, and sends nothing', async () => {
    const to = { name: 'klaviyo-profiles' }
    const record = await house.record(emailOf('Ann'))
    const params = { path: to }
    const definition = JSON.parse(
      JSON.stringify(await told(house.api.GET('/api/v1/flows/{name}/definition', { params }))),
    )
    for (const { rules } of definition.mappings) rules.push({ to: 'Title', static: 'Dr' })
    const sent = house.klaviyo.profiles.list().map(({ id }) => id)
    const body = { definition, recordIds: [Number(record?.id)] }
    const { records } = await told(house.api.POST('/api/v1/flows/{name}/preview', { params, body }))
    expect(records).toMatchObject([
      { recordId: record?.id, outcome: 'updated', mapping: 'Klaviyo Profile Update From hub' },
    ])
    expect(records[0]?.changes).toEqual({ title: { new: 'Dr' } })
    expect(house.klaviyo.profiles.list().map(({ id }) => id)).toEqual(sent)
  })
})

describe('an explanation', () => {
  test('of a record names the rule, the branch and what was read, per field', async () => {
    const body = { externalId: ann }
    const told1 = await told(house.api.POST('/api/v1/flows/{name}/explain', { params: { path }, body }))
    expect(told1).toMatchObject({ isLinked: true, outcome: 'mapped', mapping: 'Clover Customer Update To hub' })
    expect(told1.fields.find((field) => field.path === 'emailAddress')).toMatchObject({
      kind: 'formula',
      value: 'ann@example.com',
      branches: [{ condition: 'IsEmpty(EmailAddress)', isTrue: false }],
      reads: [{ name: 'EmailAddress', value: 'ann@example.com' }],
    })
    expect(told1.fields.some((field) => /^addresses\/\w+\/region$/.test(field.path) && field.value === 'MA')).toBe(true)
  })

  test('of an imagined record without an e-mail says which filter left it out', async () => {
    const body = { source: { id: 'X', firstName: 'A', lastName: 'B' } }
    const answer = await told(house.api.POST('/api/v1/flows/{name}/explain', { params: { path }, body }))
    expect(answer).toMatchObject({ isLinked: false, outcome: 'filtered', fields: [] })
    expect(answer.reasons[0]?.message).toContain('!IsEmpty(EmailAddress) is false')
  })

  test('of a record by its hub id works both ways', async () => {
    const record = await house.record(emailOf('Ann'))
    const body = { recordId: Number(record?.id) }
    const incoming = await told(house.api.POST('/api/v1/flows/{name}/explain', { params: { path }, body }))
    expect(incoming.fields.find((field) => field.path === 'customerNumber')?.value).toBe(ann)
    const params = { path: { name: 'klaviyo-profiles' } }
    const outgoing = await told(house.api.POST('/api/v1/flows/{name}/explain', { params, body }))
    expect(outgoing.fields.find((field) => field.path === 'phoneNumber')).toMatchObject({ value: '+14155550125' })
  })

  test.each([{ externalId: 'NOBODY' }, { recordId: 999_999 }])(
    'of %o is refused: there is no such record',
    async (body) => {
      const problem = await refused(house.api.POST('/api/v1/flows/{name}/explain', { params: { path }, body }))
      expect(problem.status).toBe(404)
    },
  )
})

describe('a new version', () => {
  test('is mapped over what was stored without a call to the vendor, and taken back the same way', async () => {
    const saved = await told(save(await withFormula('LastName', 'LastName.ToUpper()'), { note: 'louder' }))
    expect(saved).toMatchObject({ result: 'saved', isActive: true, version: 3 })
    const calls = house.clover.requests().length
    const run = await replay()
    expect(run).toMatchObject({ kind: 'replay', state: 'done', read: 1, counts: { updated: 1 } })
    expect(house.clover.requests()).toHaveLength(calls)
    expect(await house.record(emailOf('Ann'))).toMatchObject({ data: { lastName: 'BERG' } })

    const diff = await told(house.api.GET('/api/v1/flows/{name}/diff', { params: { path, query: { from: '1' } } }))
    expect(diff).toMatchObject({ from: 1, to: 3 })
    expect(Object.keys(diff.changes).join()).toContain('mappings/Clover Customer Add To hub/rules/lastname/formula')

    const params = { path }
    const back = await told(
      house.api.POST('/api/v1/flows/{name}/rollback', { params, body: { version: 1, override: false } }),
    )
    expect(back).toMatchObject({ version: 1, isActive: true, result: 'saved' })
    expect(await replay()).toMatchObject({ counts: { updated: 1 } })
    expect(await house.record(emailOf('Ann'))).toMatchObject({ data: { lastName: 'Berg' } })
    const { data } = await told(house.api.GET('/api/v1/flows/{name}/versions', { params: { path } }))
    expect(data.map(({ version, isActive, note }) => [version, isActive, note])).toEqual([
      [3, false, 'louder'],
      [2, false, expect.stringContaining('by ')],
      [1, true, expect.stringContaining('recipe clover-customers')],
    ])
  })

  test('leaves the mark of the source as it was: the next listing finds nothing changed', async () => {
    await replay()
    const listing = await house.run(name)
    expect(listing.counts).toMatchObject({ unchanged: 1, updated: 0 })
    expect(listing.counts.unchanged + listing.counts.filtered).toBe(listing.read)
  })

  test('of a flow from the hub has nothing to replay', async () => {
    const params = { path: { name: 'klaviyo-profiles' } }
    const problem = await refused(house.api.POST('/api/v1/flows/{name}/runs', { params, body: { kind: 'replay' } }))
    expect(problem).toMatchObject({ status: 400, code: 'nothing_to_replay' })
  })
})

test('a recipe is tried on the first real record of an account, by the API and at the command line, and nothing is written', async () => {
  const counted = async () => (await told(house.api.GET('/api/v1/runs'))).data.length
  const before = await counted()
  const recipe = { params: { path: { name: 'clover-customers' } }, body: { connection: 'till' } }
  const tried = await told(house.api.POST('/api/v1/recipes/{name}/try', recipe))
  expect(tried).toMatchObject({ connection: 'till', flow: 'clover-customers' })
  expect(tried.record?.id).toMatch(/^[A-Z\d]{13}$/)
  expect(tried.record?.explained).toMatchObject({ outcome: 'mapped', isLinked: false })
  const spoken = await trefoil(house, 'recipe', 'try', 'klaviyo-profiles', '--connection', 'mail')
  expect(spoken.out).toMatch(/^Record \d+\n\nmapped, by /)
  const orders = { params: { path: { name: 'clover-orders' } }, body: { connection: 'till' } }
  expect(await told(house.api.POST('/api/v1/recipes/{name}/try', orders))).toMatchObject({ record: null })
  expect(await counted()).toBe(before)
})

test('a recipe whose list begins with an empty page is tried on the record that comes after it', async () => {
  house.clover.shelf('items').create({ name: 'Tea', price: 450 })
  const body = { params: { path: { name: 'clover-products' } }, body: { connection: 'till' } }
  const tried = await told(house.api.POST('/api/v1/recipes/{name}/try', body))
  expect(tried.record?.explained).toMatchObject({ outcome: 'mapped' })
})

test('what explains a record shows the record that the rules read', async () => {
  const body = { externalId: ann }
  const { source } = await told(house.api.POST('/api/v1/flows/{name}/explain', { params: { path }, body }))
  expect(source).toMatchObject({ id: ann, emailAddress: emailOf('Ann') })
})

test('the page speaks of the flow as it is: version, connection, counts, last run, its cases', async () => {
  const page = await told(house.api.GET('/api/v1/flows/{name}/page', { params: { path }, parseAs: 'text' }))
  expect(page).toContain('over the connection `till`')
  expect(page).toContain('Version 1 is in force; the newest is 3.')
  expect(page).toContain('Records linked with their source: 1.')
  expect(page).toMatch(/Last run: \d+ \(full\), done/)
  expect(page).toContain('a new customer arrives with name, number, e-mail and address')
})
