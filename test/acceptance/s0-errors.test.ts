/** S0: the error cases of the founding page, in its words, wherever an outcome is shown. */
import { expect, test } from 'vitest'
import { cloverDesk } from '../harness/clover-desk.ts'
import { emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const flow = 'clover-customers'

const house = shared(openHouse)

const { arrives, changes } = cloverDesk(() => house)

/** The table of errors on the flow's page: a line each. */
async function errorsOnPage(): Promise<string[]> {
  const params = { path: { name: flow } }
  const page = await told(house.api.GET('/api/v1/flows/{name}/page', { params, parseAs: 'text' }))
  const [, errors = ''] = page.split('\n## Errors\n')
  return (errors.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'))
}

test('S0-065 a missing e-mail is told by title, description and resolution, with the way to the customer in Clover', async () => {
  const { id, run } = await arrives('Wordless', { emailAddresses: [] })
  expect(run.outcomes).toMatchObject([
    {
      code: 'FILTERED',
      title: 'Missing Email Address',
      url: `https://www.clover.com/customers/m/${house.clover.merchantId}/customers/${id}`,
    },
  ])
  const [outcome] = run.outcomes
  expect(outcome?.description).toMatch(/EmailAddress is empty\. The filter excludes/)
  expect(outcome?.resolution).toMatch(/Enter a valid e-mail address/)

  const shown = await trefoil(house, 'run', 'show', String(run.id))
  for (const words of ['Missing Email Address', outcome?.description, outcome?.resolution]) {
    expect(shown.out).toContain(words)
  }
  expect((await errorsOnPage()).some((line) => line.includes('Missing Email Address'))).toBe(true)
})

test('S0-066 a customer that Clover lists without an id is an error of its own, which says what to do in Clover', async () => {
  house.clover.faults.add({
    kind: 'status',
    status: 200,
    match: `GET /v3/merchants/${house.clover.merchantId}/customers`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ elements: [{ firstName: 'No', lastName: 'Id' }] }),
  })
  const run = await house.run(flow)
  expect(run.outcomes.filter(({ code }) => code === 'MISSING_SOURCE_ID')).toMatchObject([
    {
      outcome: 'error',
      title: 'Missing Customer ID',
      description: expect.stringContaining('customer number cannot be generated'),
      resolution: expect.stringContaining('has an id'),
    },
  ])
  expect((await errorsOnPage()).some((line) => line.includes('Missing Customer ID'))).toBe(true)
})

test('S0-067 a duplicate e-mail shows the incoming customer and the one that has it side by side', async () => {
  const first = await arrives('Eta')
  const second = await arrives('Theta', { emailAddresses: [{ emailAddress: emailOf('Eta') }] })
  const [outcome] = second.run.outcomes
  expect(outcome).toMatchObject({
    code: 'DUPLICATE_EMAIL',
    title: 'Duplicate Email Conflict',
    description: expect.stringContaining('does not allow several customers per address'),
    resolution: expect.stringContaining('Change the address of one of the two'),
  })
  const path = { id: String(second.run.id), outcome: String(outcome?.id) }
  const compared = await told(house.api.GET('/api/v1/runs/{id}/outcomes/{outcome}', { params: { path } }))
  expect(compared).toMatchObject({
    incoming: { customerNumber: second.id, firstName: 'Theta', emailAddress: emailOf('Eta') },
    holder: { data: { customerNumber: first.id, firstName: 'Eta', emailAddress: emailOf('Eta') } },
  })
  const shown = await trefoil(house, 'run', 'compare', String(second.run.id), String(outcome?.id))
  expect(shown.out).toMatch(/firstName +Theta +Eta/)

  await changes(second.id, { emailAddresses: [{ emailAddress: emailOf('Theta') }] })
  expect(await told(house.api.GET('/api/v1/runs/{id}/outcomes/{outcome}', { params: { path } }))).toMatchObject({
    incoming: { emailAddress: emailOf('Theta') },
  })
})

test('S0-067 an outcome that the run does not have is refused by its number', async () => {
  const { run } = await arrives('Iota')
  const path = { id: String(run.id), outcome: '999999' }
  const problem = await refused(house.api.GET('/api/v1/runs/{id}/outcomes/{outcome}', { params: { path } }))
  expect(problem).toMatchObject({ status: 404, code: 'unknown_outcome' })
  expect(problem.detail).toContain('999999')
})
