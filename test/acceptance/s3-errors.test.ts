/** S3: the error cases of the founding page, in its words, at the outcome and on the page of the flow. */
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'
import { deskOf, draft, profiles } from './s3-people.ts'

const orders = 'klaviyo-order-events'
const house = shared(() => openHouse({ apply: ['clover-customers', profiles, orders] }))
const { arriveUnsent, setUpAnew } = deskOf(house)
beforeAll(async () => {
  await setUpAnew({ strict: true })
})

/** As Klaviyo's page lists them; the words of the founding page in the middle. */
const cases: [row: string, code: string, title: string, cure: RegExp, flow?: string][] = [
  ['S3-010', 'DUPLICATE_SKU', 'Duplicate SKUs', /its own SKU at the source/, orders],
  ['S3-011', 'MISSING_CUSTOMER', 'Missing Customer ID', /Link the order to its customer/, orders],
  ['S3-049', 'INVALID_CUSTOMER_ID', 'Invalid Customer ID', /matches it anew.*valid e-mail/],
  ['S3-050', 'INVALID_PHONE', 'Invalid Customer Phone Number', /GetKlaviyoFormattedPhoneNumber.*returns something/],
  ['S3-051', 'MISSING_ADDRESS', 'Missing Billing/Shipping Address', /Map at least one of the two/, orders],
  ['S3-052', 'MISSING_REQUIRED_FIELD', 'Missing Required Fields', /Fill the named field/],
  ['S3-053', 'INVALID_POSTAL_CODE', 'Invalid Postal Code', /digits only, or the valid local form/],
]

test.each(cases)(
  '%s the page of the flow lists %s as "%s" with its cure',
  async (_row, code, title, cure, name = profiles) => {
    const params = { path: { name } }
    const page = await told(house.api.GET('/api/v1/flows/{name}/page', { params, parseAs: 'text' }))
    const line = page.split('\n').find((each) => each.startsWith(`| \`${code}\` |`))
    expect(line).toContain(`| ${title} |`)
    expect(line).toMatch(cure)
  },
)

test.each([
  ['S3-050', draft('olga', { phone: 'call the shop' }), 'Invalid Customer Phone Number'],
  ['S3-053', draft('otto', { address: { state: '', country: 'US', zip: '9408A' } }), 'Invalid Postal Code'],
  ['S3-052', draft('odin', { address: { city: '' } }), 'Missing Required Fields'],
])('%s the outcome and `trefoil run show` give title, description and resolution', async (_row, customer, title) => {
  const { id } = await arriveUnsent(customer, {})
  const run = await house.sync(profiles, { id })
  expect(run.outcomes).toMatchObject([{ outcome: 'error', title }])
  const [outcome] = run.outcomes
  const shown = await trefoil(house, 'run', 'show', String(run.id))
  for (const words of [title, outcome?.description, outcome?.resolution]) expect(shown.out).toContain(words)
})
