/** S0: the tables "Clover Customer Add To hub" and "Clover Customer Update To hub". */
import type { FlowDefinition } from '@trefoil/mapping'
import { describe, expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const flow = 'clover-customers'

const house = shared(openHouse)

const { arrives, changes, edit, withFlow } = cloverDesk(() => house)

function withoutFilter(definition: FlowDefinition): void {
  for (const mapping of definition.mappings) delete mapping.filter
}

describe('add', () => {
  test.each([
    { email: null, outcome: 'filtered' },
    { email: '', outcome: 'filtered' },
    { email: 'filla@example.com', outcome: 'created' },
    // Not empty, so the filter lets it pass; it is no address, and no record comes of it.
    { email: '  ', outcome: 'error' },
  ])('S0-030 with the e-mail $email a customer is $outcome', async ({ email, outcome }) => {
    const emailAddresses = email === null ? [] : [{ emailAddress: email }]
    const { id, run } = await arrives('Filla', { emailAddresses })
    expect(run.counts).toMatchObject({ [outcome]: 1 })
    expect((await house.record(id)) === null).toBe(outcome !== 'created')
  })

  test("S0-031 Clover's id is the customer number", async () => {
    const { id } = await arrives('Ida')
    expect(await house.record(emailOf('Ida'))).toMatchObject({ data: { customerNumber: id } })
  })

  test.each([
    { row: 'S0-032', draft: { firstName: '' }, source: 'FirstName', field: 'firstName' },
    { row: 'S0-033', draft: { lastName: '' }, source: 'LastName', field: 'lastName' },
  ])('$row $source is taken over, and without it the record ends in an error that names it', async (tried) => {
    const whole = await arrives(`With${tried.source}`)
    const expected = tried.field === 'firstName' ? 'WithFirstName' : 'Berg'
    expect(await house.record(whole.id)).toMatchObject({ data: { [tried.field]: expected } })

    const { id, run } = await arrives(`Without${tried.source}`, tried.draft)
    expect(run.outcomes).toMatchObject([
      { outcome: 'error', externalId: id, code: 'REQUIRED_FIELD_MISSING', facts: { field: tried.field } },
    ])
    expect(run.outcomes[0]?.reason).toContain(`${tried.field} is required`)
    expect(await house.record(id)).toBeNull()
  })

  test('S0-032 S0-033 where a rule has a default, an empty name becomes that, and is no error', async () => {
    const withDefaults = (definition: FlowDefinition) => {
      for (const rule of definition.mappings.flatMap(({ rules }) => rules))
        if (rule.to === 'FirstName' || rule.to === 'LastName') rule.default = `No ${rule.to}`
    }
    await withFlow(withDefaults, async () => {
      const { id, run } = await arrives('Defa', { firstName: '', lastName: '' })
      expect(run.counts).toMatchObject({ created: 1, error: 0 })
      expect(await house.record(id)).toMatchObject({ data: { firstName: 'No FirstName', lastName: 'No LastName' } })
    })
  })

  test('S0-034 the e-mail is itself; without the filter an empty one becomes guest@customerdomain.com', async () => {
    const { id } = await arrives('Gus')
    expect(await house.record(id)).toMatchObject({ data: { emailAddress: 'gus@example.com' } })
    await withFlow(withoutFilter, async () => {
      const guest = await arrives('Guest', { emailAddresses: [] })
      expect(guest.run.counts).toMatchObject({ created: 1 })
      expect(await house.record(guest.id)).toMatchObject({ data: { emailAddress: 'guest@customerdomain.com' } })
      const next = await arrives('Nextguest', { emailAddresses: [] })
      expect(next.run.outcomes).toMatchObject([{ outcome: 'error', code: 'DUPLICATE_EMAIL' }])
    })
  })

  test('S0-035 each rule of the flow shows its kind, source, destination, description and required mark', async () => {
    const { definition } = await told(house.api.GET('/api/v1/flows/{name}', { params: { path: { name: flow } } }))
    expect(definition).toMatchObject({
      mappings: [
        {
          name: 'Clover Customer Add To hub',
          rules: [
            { field: 'Id', to: 'CustomerNumber', says: expect.stringMatching(/\w/), required: true },
            { field: 'FirstName', to: 'FirstName', says: expect.stringMatching(/\w/), required: true },
            { field: 'LastName', to: 'LastName', says: expect.stringMatching(/\w/), required: true },
            {
              formula: '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)',
              to: 'EmailAddress',
              says: expect.stringMatching(/\w/),
              required: true,
            },
          ],
        },
        {
          name: 'Clover Customer Update To hub',
          rules: [
            { formula: 'DestinationValue.CustomerNumber', to: 'CustomerNumber', required: true },
            { field: 'FirstName', to: 'FirstName', required: true },
            { field: 'LastName', to: 'LastName', required: true },
            { formula: '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)', required: true },
          ],
        },
      ],
    })
  })
})

describe('update', () => {
  test('S0-044 an e-mail that is removed in Clover filters the update, and the record stays as it was', async () => {
    const { id } = await arrives('Lea')
    const before = await house.record(id)
    const run = await changes(id, { lastName: 'Changed', emailAddresses: [] })
    expect(run).toMatchObject({ counts: { filtered: 1 }, outcomes: [{ outcome: 'filtered', recordId: before?.id }] })
    expect(await house.record(id)).toMatchObject({ data: before?.data, version: before?.version })
  })

  test('S0-044 an e-mail that comes back lets the update pass again', async () => {
    const { id } = await arrives('Leo')
    await changes(id, { lastName: 'Changed', emailAddresses: [] })
    await changes(id, { emailAddresses: [{ emailAddress: emailOf('Leo') }] })
    expect(await house.record(id)).toMatchObject({ data: { lastName: 'Changed', emailAddress: emailOf('Leo') } })
  })

  test('S0-045 a customer number that was set in the hub stays when Clover says something new', async () => {
    const { id } = await arrives('Nina')
    await edit(id, { customerNumber: 'C-77' })
    expect((await changes(id, { firstName: 'Nine' })).counts).toMatchObject({ updated: 1 })
    expect(await house.record('C-77')).toMatchObject({ data: { firstName: 'Nine', customerNumber: 'C-77' } })
  })

  test.each([
    { row: 'S0-046', field: 'firstName' },
    { row: 'S0-047', field: 'lastName' },
  ])('$row a new $field in Clover is the new one in the hub, and an empty one is an error', async ({ row, field }) => {
    const { id } = await arrives(`Up${row}`)
    expect((await changes(id, { [field]: 'Newer' })).counts).toMatchObject({ updated: 1 })
    expect(await house.record(id)).toMatchObject({ data: { [field]: 'Newer' }, version: 2 })
    expect((await changes(id, { [field]: '' })).outcomes).toMatchObject([{ outcome: 'error', facts: { field } }])
    expect(await house.record(id)).toMatchObject({ data: { [field]: 'Newer' }, version: 2 })
  })

  test("S0-048 a new e-mail in Clover is the new one in the hub, unless it is another customer's", async () => {
    const { id } = await arrives('Emil')
    const other = await arrives('Emma')
    await changes(id, { emailAddresses: [{ emailAddress: 'emil.new@example.com' }] })
    expect(await house.record(id)).toMatchObject({ data: { emailAddress: 'emil.new@example.com' } })

    const holder = await house.record(other.id)
    const run = await changes(id, { emailAddresses: [{ emailAddress: emailOf('Emma') }] })
    expect(run.outcomes).toMatchObject([{ outcome: 'error', code: 'DUPLICATE_EMAIL', facts: { holder: holder?.id } }])
    expect(await house.record(id)).toMatchObject({ data: { emailAddress: 'emil.new@example.com' } })
    expect(await house.record(other.id)).toMatchObject({ data: holder?.data, version: holder?.version })
  })

  test('S0-057 without a link only the add mapping runs, with one only the update mapping', async () => {
    const mark = (definition: FlowDefinition) => {
      for (const mapping of definition.mappings) mapping.rules.push({ to: 'Comment', static: mapping.type })
    }
    await withFlow(mark, async () => {
      const { id } = await arrives('Mara')
      expect(await house.record(id)).toMatchObject({ data: { comment: 'add' } })
      await changes(id, { firstName: 'Maria' })
      expect(await house.record(id)).toMatchObject({ data: { comment: 'update' } })
    })
  })
})
