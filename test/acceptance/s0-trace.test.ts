/** S0: the steps of the flow, told for one record. */
import { expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'

const params = { path: { name: 'clover-customers' } }

const house = shared(openHouse)

const { arrives } = cloverDesk(() => house)

function explained(body: { externalId: string } | { source: Record<string, unknown> }) {
  return told(house.api.POST('/api/v1/flows/{name}/explain', { params, body }))
}

test('S0-026 for one record each destination field is told with its rule, what it read and what came of it', async () => {
  const { id } = await arrives('Marta')
  const { fields, outcome } = await explained({ externalId: id })
  expect(outcome).toBe('mapped')
  const parent = fields.filter(({ path }) => !path.includes('/'))
  expect(parent).toMatchObject([
    { path: 'customerNumber', kind: 'formula', rule: { formula: 'DestinationValue.CustomerNumber' }, value: id },
    { path: 'firstName', kind: 'field', rule: { field: 'FirstName' }, value: 'Marta' },
    { path: 'lastName', kind: 'field', rule: { field: 'LastName' }, value: 'Berg' },
    {
      path: 'emailAddress',
      kind: 'formula',
      value: 'marta@example.com',
      branches: [{ condition: 'IsEmpty(EmailAddress)', isTrue: false }],
    },
  ])
  expect(parent[1]?.reads).toEqual([{ name: 'FirstName', value: 'Marta' }])
})

test('S0-027 each address is told field by field under its own id', async () => {
  const address = (id: string, city: string) => ({ id, address1: '1 Main St', city, zip: '02134', country: 'US' })
  const { id } = await arrives('Nadja', { addresses: [address('A1', 'Boston'), address('A2', 'Salem')] })
  const { fields } = await explained({ externalId: id })
  expect(fields.filter(({ path }) => path.endsWith('/city'))).toMatchObject([
    { path: 'addresses/A1/city', rule: { field: 'City' }, value: 'Boston' },
    { path: 'addresses/A2/city', rule: { field: 'City' }, value: 'Salem' },
  ])
})

test('S0-057 the mapping that runs is told by its name: the add mapping without a link, the update mapping with one', async () => {
  const source = { id: 'C1', firstName: 'Ann', lastName: 'Lee', emailAddress: 'ann@example.com', addresses: [] }
  expect(await explained({ source })).toMatchObject({ isLinked: false, mapping: 'Clover Customer Add To hub' })
  const { id } = await arrives('Olga')
  expect(await explained({ externalId: id })).toMatchObject({
    isLinked: true,
    mapping: 'Clover Customer Update To hub',
  })
})

test('S0-028 before anything is written, a preview shows what would become of a record, field by field', async () => {
  const { id } = await arrives('Petra')
  const { definition } = await told(house.api.GET('/api/v1/flows/{name}', { params }))
  const text = JSON.stringify(definition).replaceAll('"field":"LastName"', '"formula":"LastName + \\"-Test\\""')
  const body = { definition: text, externalIds: [id] }
  const { records } = await told(house.api.POST('/api/v1/flows/{name}/preview', { params, body }))
  expect(records).toMatchObject([
    { externalId: id, outcome: 'updated', changes: { lastName: { old: 'Berg', new: 'Berg-Test' } } },
  ])
  expect(await house.record(id)).toMatchObject({ version: 1, data: { lastName: 'Berg' } })
})

test('S0-063 a name that the source does not have is told before the flow runs, with the near ones, and does not come into force', async () => {
  const { definition, version } = await told(house.api.GET('/api/v1/flows/{name}', { params }))
  const spoilt = JSON.stringify(definition).replaceAll('!IsEmpty(EmailAddress)', '!IsEmpty(EmailAdress)')
  const save = (activate: boolean) =>
    house.api.PUT('/api/v1/flows/{name}/definition', {
      params,
      body: { definition: spoilt, activate, override: false },
    })
  const { diagnostics } = await told(save(false))
  const slips = diagnostics.filter(({ message }) => /EmailAdress.*did you mean EmailAddress/.test(message))
  expect(slips.map(({ path }) => path.join('.'))).toEqual(['mappings.0.filter', 'mappings.1.filter'])
  expect(await refused(save(true))).toMatchObject({ status: 422, code: 'cases_failed' })
  expect((await told(house.api.GET('/api/v1/flows/{name}', { params }))).version).toBe(version)
})
