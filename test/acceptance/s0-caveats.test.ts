/** S0: caveats, credentials, error cases and the four scenarios of the founding page. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowDefinition } from '@trefoil/mapping'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'

const flow = 'clover-customers'

const house = shared(openHouse)

const { arrives, changes, edit, withFlow } = cloverDesk(() => house)

/** The rules of every mapping that fill a field are replaced by one that gives a constant. */
function constant(field: string, value: string | null): (definition: FlowDefinition) => void {
  return (definition) => {
    for (const mapping of definition.mappings) {
      mapping.rules = mapping.rules.map((rule) =>
        rule.to === field ? { to: field, static: value, required: true } : rule,
      )
    }
  }
}

test('S0-015 a customer without an e-mail is filtered, the reason quoting the filter and what was empty', async () => {
  const { id, run } = await arrives('Sine', { emailAddresses: [] })
  expect(run.counts).toMatchObject({ filtered: 1, error: 0, created: 0 })
  expect(run.outcomes).toMatchObject([{ outcome: 'filtered', externalId: id, code: 'FILTERED', recordId: null }])
  expect(run.outcomes[0]?.reason).toContain('!IsEmpty(EmailAddress)')
  expect(run.outcomes[0]?.reason).toContain('EmailAddress is empty')
  expect(await house.record(id)).toBeNull()
})

test.each([null, '', '  '])(
  'S0-016 with the customer number %j nothing is written, and the error names it',
  async (value) => {
    await withFlow(constant('CustomerNumber', value), async () => {
      const { run } = await arrives(`Numberless${JSON.stringify(value).length}`)
      expect(run.outcomes).toMatchObject([
        { outcome: 'error', code: 'REQUIRED_FIELD_MISSING', facts: { field: 'customerNumber' } },
      ])
      expect(await house.record(emailOf(`Numberless${JSON.stringify(value).length}`))).toBeNull()
    })
  },
)

test('S0-017 a second customer with the same e-mail ends in error, and the first stays untouched', async () => {
  const first = await arrives('Una')
  const before = await house.record(first.id)
  const second = await arrives('Duo', { emailAddresses: [{ emailAddress: 'UNA@Example.com' }] })
  expect(second.run.counts).toMatchObject({ error: 1, created: 0 })
  expect(second.run.outcomes).toMatchObject([{ outcome: 'error', externalId: second.id, code: 'DUPLICATE_EMAIL' }])
  expect(await house.record(second.id)).toBeNull()
  expect(await house.record(first.id)).toMatchObject({ data: before?.data, version: before?.version })
})

test('S0-017 of two new customers with one e-mail in one listing just one arrives, and the other is told of it', async () => {
  const emailAddresses = [{ emailAddress: 'twins@example.com' }]
  const ids = ['Castor', 'Pollux'].map(
    (name) => house.clover.customers.create(customerDraft(name, { emailAddresses })).id,
  )
  const run = await house.run(flow)
  const stored = (await house.record('twins@example.com'))?.data.customerNumber
  const told = run.outcomes.filter(({ externalId }) => ids.includes(externalId ?? ''))
  expect(told).toMatchObject([{ outcome: 'error', code: 'DUPLICATE_EMAIL' }])
  expect([stored, told[0]?.externalId].sort()).toEqual(ids.sort())
})

test('S0-021 a second customer with the same customer number is refused, and the error names the holder', async () => {
  await withFlow(constant('CustomerNumber', 'ONE-OF-A-KIND'), async () => {
    await arrives('Prima')
    const holder = await house.record('ONE-OF-A-KIND')
    const { run } = await arrives('Altera')
    expect(run.outcomes).toMatchObject([
      { outcome: 'error', code: 'DUPLICATE_KEY', facts: { field: 'customerNumber', holder: holder?.id } },
    ])
    expect(run.outcomes[0]?.reason).toContain(`number ${holder?.id}`)
    expect(await house.record(emailOf('Altera'))).toBeNull()
  })
})

test("S0-022 a wrong merchant id fails the connection check with Clover's status and what to compare", async () => {
  const credentials = { merchantId: 'WR0NGMERCHANT', apiToken: house.clover.token }
  const body = { connector: 'clover', name: 'wrong', credentials, settings: {}, allowMissing: false }
  const problem = await refused(house.api.POST('/api/v1/connections', { body }))
  expect(problem).toMatchObject({ code: 'connection_check_failed', facts: { fault: { kind: 'credentials' } } })
  expect(problem.detail).toContain('WR0NGMERCHANT')
  expect(problem.detail).toContain('the merchant id')
  expect(problem.detail).toContain('401')
  expect(
    await refused(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'wrong' } } })),
  ).toMatchObject({
    status: 404,
  })

  const till = await told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'till' } } }))
  expect(till).toMatchObject({ account: house.clover.merchantId, credentials: { merchantId: house.clover.merchantId } })
})

test('S0-023 the API token is masked in every answer and export, and stands in no log line and in no file', async () => {
  await arrives('Clavis')
  const { token } = house.clover
  const params = { path: { name: 'till' } }
  const ofFlow = { params: { path: { name: flow } } }
  const [till, ...others] = await Promise.all([
    told(house.api.GET('/api/v1/connections/{name}', { params })),
    told(house.api.GET('/api/v1/connections')),
    told(house.api.GET('/api/v1/flows/{name}', ofFlow)),
    told(house.api.GET('/api/v1/flows/{name}/definition.yaml', { ...ofFlow, parseAs: 'text' })),
    told(house.api.GET('/api/v1/flows/{name}/page', { ...ofFlow, parseAs: 'text' })),
    told(house.api.GET('/api/v1/diagnostics')),
  ])
  expect(till.credentials.apiToken).toBe(`••••${token.slice(-4)}`)
  expect(JSON.stringify([till, others])).not.toContain(token)
  expect(house.log()).toContain('recipe.applied')
  expect(house.log()).not.toContain(token)
  const { rows } = await sql<{ row: string }>`select connection::text as row from connection`.execute(
    house.hub.database.kysely,
  )
  expect(rows.map(({ row }) => row).join()).toContain(house.clover.merchantId)
  expect(rows.map(({ row }) => row).join()).not.toContain(token)
  const files = readdirSync(house.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const holding = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(token))
  expect(files.map(({ name }) => name)).toContain('master-key')
  expect(holding.map(({ name }) => name)).toEqual([])
})

test('S0-066 a customer that Clover sends without an id is an error that says so, and the others arrive', async () => {
  const { id } = house.clover.customers.create({
    firstName: 'Whole',
    lastName: 'Berg',
    emailAddresses: [{ emailAddress: 'whole@example.com' }],
  })
  const nameless = {
    firstName: 'No',
    lastName: 'Id',
    emailAddresses: { elements: [{ emailAddress: 'no@example.com' }] },
  }
  const whole = {
    ...nameless,
    id,
    firstName: 'Whole',
    emailAddresses: { elements: [{ emailAddress: 'whole@example.com' }] },
  }
  house.clover.faults.add({
    kind: 'status',
    status: 200,
    match: `GET /v3/merchants/${house.clover.merchantId}/customers`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ elements: [nameless, whole] }),
  })
  const run = await house.run(flow)
  expect(run).toMatchObject({ read: 2, counts: { created: 1, error: 1 } })
  expect(run.outcomes).toMatchObject([{ outcome: 'error', code: 'MISSING_SOURCE_ID', externalId: null }])
  expect(run.outcomes[0]?.reason).toMatch(/without an id.*make sure that it has one/)
  expect(await house.record('no@example.com')).toBeNull()
  expect(await house.record(id)).toMatchObject({ data: { firstName: 'Whole' } })
})

test('S0-067 a duplicate e-mail names both customers, and passes once it is put right in Clover', async () => {
  const first = await arrives('Alpha')
  const holder = await house.record(first.id)
  const second = await arrives('Beta', { emailAddresses: [{ emailAddress: emailOf('Alpha') }] })
  expect(second.run.outcomes).toMatchObject([
    { code: 'DUPLICATE_EMAIL', externalId: second.id, facts: { field: 'emailAddress', holder: holder?.id } },
  ])
  expect(second.run.outcomes[0]?.reason).toMatch(/has the same emailAddress: change one of the two/)
  const run = await changes(second.id, { emailAddresses: [{ emailAddress: emailOf('Beta') }] })
  expect(run).toMatchObject({ counts: { created: 1, error: 0 }, outcomes: [] })
  expect(await house.record(second.id)).toMatchObject({ data: { emailAddress: emailOf('Beta') } })
})

test('S0-067 where the holder gives the e-mail up instead, the next poll brings the other in by itself', async () => {
  const holder = await arrives('Gamma')
  const other = await arrives('Delta', { emailAddresses: [{ emailAddress: emailOf('Gamma') }] })
  expect(other.run.counts).toMatchObject({ error: 1 })
  await changes(holder.id, { emailAddresses: [{ emailAddress: 'gamma.new@example.com' }] })
  await house.poll(flow)
  expect(await house.record(other.id)).toMatchObject({ data: { emailAddress: emailOf('Gamma') } })
  expect(await house.record(holder.id)).toMatchObject({ data: { emailAddress: 'gamma.new@example.com' } })
})

test.each(['not-an-email', 'a@b', 'two words@example.com', 'a@@example.com'])(
  'S0-068 %j is a validation error and is not stored',
  async (emailAddress) => {
    const { id, run } = await arrives('Typo', { emailAddresses: [{ emailAddress }] })
    expect(run.outcomes).toMatchObject([{ outcome: 'error', code: 'INVALID_EMAIL', facts: { field: 'emailAddress' } }])
    expect(await house.record(id)).toBeNull()
  },
)

test.each([
  { field: 'customerNumber', to: 'CustomerNumber' },
  { field: 'firstName', to: 'FirstName' },
  { field: 'lastName', to: 'LastName' },
  { field: 'emailAddress', to: 'EmailAddress' },
])('S0-069 a blank $field is one validation error, and it names the field', async ({ field, to }) => {
  await withFlow(constant(to, ' '), async () => {
    const { id, run } = await arrives(`Blank${field}`)
    expect(run.outcomes).toMatchObject([{ outcome: 'error', externalId: id, facts: { field } }])
    expect(run.counts).toMatchObject({ error: 1, created: 0 })
    expect(await house.record(emailOf(`Blank${field}`))).toBeNull()
  })
})

test('S0-070 scenario 1: a new customer with a valid e-mail is created', async () => {
  const { id, run } = await arrives('Scenaone')
  expect(run).toMatchObject({ state: 'done', counts: { created: 1 }, outcomes: [] })
  expect(await house.record(id)).toMatchObject({
    data: { customerNumber: id, firstName: 'Scenaone', lastName: 'Berg', emailAddress: emailOf('Scenaone') },
  })
})

test.each([
  { what: 'name', draft: { firstName: 'Renamed' }, expected: { firstName: 'Renamed' } },
  {
    what: 'e-mail',
    draft: { emailAddresses: [{ emailAddress: 'scenatwo.new@example.com' }] },
    expected: { emailAddress: 'scenatwo.new@example.com' },
  },
])('S0-071 scenario 2: a new $what is reflected', async ({ what, draft, expected }) => {
  const { id } = await arrives(`Scenatwo${what}`)
  expect((await changes(id, draft)).counts).toMatchObject({ updated: 1 })
  expect(await house.record(id)).toMatchObject({ data: expected })
})

test('S0-072 scenario 3: an address that is added, and one that is changed, are in the child list', async () => {
  const { id } = await arrives('Scenathree', { addresses: [] })
  const address = { id: 'A1A1A1A1A1A1A', address1: '1 Main St', city: 'Ulm', state: 'BW', zip: '89073', country: 'DE' }
  await changes(id, { addresses: [address] })
  expect(await house.record(id)).toMatchObject({ data: { addresses: [{ id: address.id, city: 'Ulm', region: 'BW' }] } })
  await changes(id, { addresses: [{ ...address, city: 'Neu-Ulm' }] })
  expect((await house.record(id))?.data.addresses).toMatchObject([{ id: address.id, city: 'Neu-Ulm' }])
})

test('S0-073 scenario 4: a customer without an e-mail does not sync, nor into the mail tool', async () => {
  const { id, run } = await arrives('Scenafour', { emailAddresses: [] })
  await house.quiet()
  expect(run.counts).toMatchObject({ filtered: 1, created: 0 })
  expect(await house.record(id)).toBeNull()
  expect(house.klaviyo.profiles.list().some(({ first_name }) => first_name === 'Scenafour')).toBe(false)
})

test('S0-028 what a sync wrote stands with the record: the creation, then each field before and after', async () => {
  const { id, run } = await arrives('Chronica')
  const updating = await changes(id, { lastName: 'Later' })
  const record = await house.record(id)
  expect(record?.changes.map(({ version, run, patch }) => ({ version, run, patch }))).toEqual([
    { version: 2, run: updating.id, patch: { lastName: expect.objectContaining({ old: 'Berg', new: 'Later' }) } },
    { version: 1, run: run.id, patch: null },
  ])
  await edit(id, { comment: 'by hand' })
  expect((await house.record(id))?.changes[0]).toMatchObject({ run: null, patch: { comment: { new: 'by hand' } } })
})
