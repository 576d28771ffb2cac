import { expect, test } from 'vitest'
import type { FlowDefinition } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import { describeFlow } from './describe-flow.ts'

const definition: FlowDefinition = {
  name: 'clover-customers',
  title: 'Clover Customer To hub',
  says: 'Customers of the till.',
  entity: 'Customer',
  direction: 'to_hub',
  endpoint: 'customers',
  triggers: { poll: '15m', touchedBy: ['orders'] },
  mappings: [
    {
      name: 'Customer Add',
      type: 'add',
      filter: '!IsEmpty(EmailAddress) || Vip',
      errorFilter: { when: 'Closed == true', message: 'closed accounts are not taken' },
      collision: 'error',
      rules: [
        { to: 'customer_number', field: 'Id', required: true, says: 'The till | id' },
        { to: 'Company', lookup: { field: 'Firm', table: { a: 'A Ltd' }, otherwise: null } },
        { to: 'Comment', static: 'x', default: 'y' },
      ],
      children: [
        { name: 'Address', from: 'Addresses', to: 'addresses', key: 'Id', rules: [{ to: 'City', field: 'City' }] },
      ],
    },
  ],
}
const page = describeFlow(definition, {
  vendor: 'Clover',
  isEnabled: true,
  lookups: [],
  destination: customer,
  credentials: ['Merchant id', 'API token'],
  idFormat: '13 letters and digits',
  cases: [{ name: 'a new customer arrives', source: {}, expect: { filtered: 'x' } }],
})

function section(title: string): string {
  const [, after = ''] = page.split(`\n## ${title}\n`)
  return after.split('\n## ')[0] ?? ''
}

test('the page has every section, in order', () => {
  expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
    'Overview',
    'Status',
    'Triggers',
    'Id format',
    'Children',
    'Caveats',
    'Set-up',
    'Flow',
    'Tables',
    'Errors',
    'Validation',
    'Tests',
  ])
})

test.each([
  ['Overview', 'from Clover (`customers`) into the hub'],
  ['Status', 'Enabled.'],
  ['Triggers', 'every 15m'],
  ['Triggers', '`orders`'],
  ['Id format', '13 letters and digits'],
  [
    'Children',
    '**Address** (in Customer Add): `Addresses`, told apart by `Id` → `addresses`; one that the source drops stays.',
  ],
  ['Caveats', '`!IsEmpty(EmailAddress) || Vip`'],
  ['Set-up', 'Merchant id, API token'],
  ['Flow', 'If the hub has such a record already (Customer Add): the record ends in error.'],
  ['Tables', '| Field | `Id` | `customerNumber` | The till \\| id | Required |'],
  ['Tables', '| Lookup Translation | `Firm`: `a → "A Ltd", else null` | `company` |  |  |'],
  ['Tables', '| Static | `"x"` | `comment` |  | default `"y"` |'],
  ['Tables', '#### Address'],
  ['Errors', '| `ERROR_FILTER` | closed accounts are not taken (`Closed == true`) |'],
  ['Validation', '| `customerNumber` | Customer needs it; unique; required by Customer Add |'],
  ['Tests', '- a new customer arrives'],
])('its section %s says %s', (title, text) => {
  expect(section(title)).toContain(text)
})

test('a change of the definition changes the page', () => {
  const paused = describeFlow(
    { ...definition, triggers: {} },
    { vendor: 'Clover', isEnabled: false, lookups: [], destination: customer },
  )
  expect(paused).toContain('Paused')
  expect(paused).not.toContain('every 15m')
})

test('where the page is told what can go wrong, it shows that, with the error filter beside its code', () => {
  const entry = { title: 'Stopped', description: 'A filter is true.', resolution: 'Look.' }
  const told = describeFlow(definition, {
    vendor: 'Clover',
    isEnabled: true,
    lookups: [],
    destination: customer,
    errors: [
      { code: 'ERROR_FILTER', ...entry },
      { code: 'DUPLICATE_EMAIL', title: 'Twice', description: 'There are two.', resolution: 'Change one.' },
    ],
  })
  expect(told.split('\n').filter((line) => line.startsWith('| `'))).toEqual(
    expect.arrayContaining([
      '| `ERROR_FILTER` | Stopped | A filter is true. closed accounts are not taken (`Closed == true`). | Look. |',
      '| `DUPLICATE_EMAIL` | Twice | There are two. | Change one. |',
    ]),
  )
  expect(told).not.toContain('NO_MAPPING')
})
