/** S0: the page that the flow prints about itself. */
import { beforeAll, expect, test } from 'vitest'
import { parseFlow } from '../../packages/hub/src/recipes/load.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const house = shared(openHouse)
let page: string
beforeAll(async () => {
  page = await printed()
})

function printed(): Promise<string> {
  const params = { path: { name: 'clover-customers' } }
  return told(house.api.GET('/api/v1/flows/{name}/page', { params, parseAs: 'text' }))
}

/** The lines of a section, without the empty ones. */
function section(title: string): string[] {
  const [, ...parts] = page.split(/^## /m)
  const found = parts.find((part) => part.startsWith(`${title}\n`)) ?? ''
  return found
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
}

test.each([
  ['Overview', 'moves Customer records from Clover'],
  ['Status', 'Enabled'],
  ['Triggers', 'every 15m'],
  ['Id format', 'a whole number'],
  ['Id format', 'Of Clover: 13 capital letters and digits'],
  ['Children', 'Clover Customer Address Add To hub'],
  ['Caveats', '!IsEmpty(EmailAddress)'],
  ['Set-up', 'API token'],
  ['Flow', 'Retrieve'],
  ['Tables', 'Clover Customer Update To hub'],
  ['Errors', 'FILTERED'],
  ['Errors', '| `MISSING_SOURCE_ID` | Missing Customer ID |'],
  ['Errors', '| `DUPLICATE_EMAIL` | Duplicate Email Conflict |'],
  ['Validation', 'emailAddress'],
  ['Tests', 'a new customer arrives with name, number, e-mail and address'],
])('S0-075 the page of the flow has a section %s, and it speaks of %s', (title, words) => {
  expect(section(title).join('\n')).toContain(words)
})

test('S0-035 the page shows kind, source, destination, description and required mark of every rule', () => {
  const rows = section('Tables').filter((line) => line.startsWith('|'))
  expect(rows).toContain(
    "| Field | `Id` | `customerNumber` | Clover's id is the number by which the hub knows the customer. | Required |",
  )
  expect(rows).toContain(
    '| Dynamic Formula | `DestinationValue.CustomerNumber` | `customerNumber` | The number stays what it is in the hub. | Required |',
  )
})

test('S0-035 so does the definition as it is exported', async () => {
  const params = { path: { name: 'clover-customers' } }
  const yaml = await told(house.api.GET('/api/v1/flows/{name}/definition.yaml', { params, parseAs: 'text' }))
  const { mappings } = parseFlow(yaml, 'the export')
  const [first] = mappings
  expect(first?.rules[0]).toEqual({
    to: 'CustomerNumber',
    field: 'Id',
    required: true,
    says: "Clover's id is the number by which the hub knows the customer.",
  })
})

test('S0-075 the page follows the live definition', async () => {
  await house.change('clover-customers', (flow) => ({ ...flow, triggers: { ...flow.triggers, poll: '7m' } }))
  page = await printed()
  expect(section('Triggers').join('\n')).toContain('every 7m')
})
