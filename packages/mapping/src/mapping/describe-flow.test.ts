import { expect, test } from 'vitest'
import type { FlowDefinition, Rule } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import { describeFlow } from './describe-flow.ts'

const definition: FlowDefinition = {
  name: 'clover-customers',
  title: 'Clover Customer To hub',
  says: 'Customers of the till.',
  entity: 'Customer',
  direction: 'to_hub',
  endpoint: 'customers',
  triggers: { poll: '15m', touchedBy: ['orders', 'refunds'] },
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
        {
          name: 'Billing',
          says: 'The parent as an address.',
          to: 'addresses',
          filter: 'City != null',
          onRemoved: 'remove',
          rules: [{ to: 'is_primary_billing', formula: 'true ||\n  false' }],
        },
        { name: 'Other', from: 'Others', to: 'nowhere', rules: [{ to: 'x', static: 1, only: 'update', default: 2 }] },
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
  connection: 'till',
  cases: [{ name: 'a new customer arrives', source: {}, expect: { filtered: 'x' } }],
})

test('the page of a flow into the hub says all of it, in order', async () => {
  await expect(page).toMatchFileSnapshot('pages/into-the-hub.md')
})

test('the page of a flow out of the hub says what is other there', async () => {
  const out: FlowDefinition = {
    name: 'profiles',
    title: 'Hub Customer To Klaviyo',
    entity: 'Customer',
    direction: 'from_hub',
    endpoint: 'profiles',
    triggers: { changes: true },
    mappings: [
      { name: 'Profile Add', type: 'add', collision: 'remap_and_link', rules: [rule('a', { only: 'add' })] },
      { name: 'Profile Update', type: 'update', collision: 'update_and_link', rules: [rule('b'), rule('A')] },
      { name: 'Both', says: 'For all.', type: 'add_and_update', collision: 'update_no_link', rules: [] },
      { name: 'Gone', type: 'delete', rules: [] },
      { name: 'Gone too', type: 'update_on_delete', rules: [rule('nothing like it', { required: true })] },
    ],
  }
  const printed = describeFlow(out, {
    vendor: 'Klaviyo',
    isEnabled: false,
    connection: 'mail',
    status: ['version 3', 'two issues\nare open'],
    lookups: [],
    destination: { name: 'Profile', fields: { a: { type: 'text', unique: true }, b: { type: 'text' } } },
    errors: [],
  })
  await expect(printed).toMatchFileSnapshot('pages/out-of-the-hub.md')
})

function rule(to: string, more: Partial<Rule> = {}): Rule {
  return { to, formula: 'FirstName + "`"', ...more }
}

test('a flow of which nothing is demanded says so', async () => {
  const { says: _, ...rest } = definition
  const bare = { ...rest, triggers: {}, mappings: [], cases: [] }
  const destination = { name: 'Note', fields: { text: { type: 'text' as const } } }
  await expect(describeFlow(bare, { vendor: 'Clover', isEnabled: true, lookups: [], destination })).toMatchFileSnapshot(
    'pages/bare.md',
  )
})

test('every time at which something is read by itself is told, by its interval or its cron expression', () => {
  const triggers = {
    poll: '0 3 * * *',
    schedules: { orders: '1h' },
    sweep: '0 4 * * 0',
    zone: 'Europe/Oslo',
    webhooks: false,
  }
  const told = describeFlow(
    { ...definition, triggers },
    { vendor: 'Clover', isEnabled: true, lookups: [], destination: customer },
  )
  expect(told).toContain(`
- Clover is asked for changes at \`0 3 * * *\` (Europe/Oslo).
- Its \`orders\` are asked for every 1h.
- All its records are read and compared at \`0 4 * * 0\` (Europe/Oslo).
- Its webhooks are not listened to.
`)
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
