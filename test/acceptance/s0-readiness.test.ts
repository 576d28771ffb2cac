/** Whether a flow is ready to run: S0's set-up, and what else must be there. */
import { expect, test } from 'vitest'
import { customerDraft } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const house = shared(openHouse)

function readiness(name = 'clover-customers') {
  return told(house.api.GET('/api/v1/flows/{name}/readiness', { params: { path: { name } } }))
}

async function checkCalled(code: string, flow?: string) {
  return (await readiness(flow)).checks.find((check) => check.code === code)
}

test('S0-019 a shop where everybody has an e-mail is ready, and every check says what it found', async () => {
  house.clover.customers.create(customerDraft('Aline'))
  const { ready, checks } = await readiness()
  expect(ready).toBe(true)
  expect(checks.filter(({ passed }) => !passed)).toEqual([])
  expect(checks.map(({ code }) => code)).toEqual([
    ...['connection', 'permissions', 'enabled', 'mapping_valid', 'cases_pass', 'records', 'addresses'],
  ])
})

test('S0-019 customers without an e-mail are counted and listed before the flow has run, and nothing is stored', async () => {
  const bare = ['Bertil', 'Carla'].map((name) =>
    house.clover.customers.create(customerDraft(name, { emailAddresses: [] })),
  )
  const check = await checkCalled('FILTERED')
  expect(check).toMatchObject({
    passed: false,
    title: 'Missing Email Address',
    says: '2 of 3 Customer records have no EmailAddress and will be excluded',
    todo: expect.stringContaining('valid e-mail address'),
  })
  expect(check?.records.map(({ id }) => id).sort()).toEqual(bare.map(({ id }) => id).sort())
  expect((await told(house.api.GET('/api/v1/records', {}))).data).toEqual([])
  expect((await readiness()).ready).toBe(true)
  const shown = await trefoil(house, 'flow', 'readiness', 'clover-customers')
  expect(shown.exitCode).toBe(0)
  expect(shown.out).toContain('2 of 3 Customer records have no EmailAddress and will be excluded')
  for (const { id } of bare) expect(shown.out).toContain(id)
})

test.each([
  ['country', { country: 'Atlantis' }, 'the country "Atlantis" is not known'],
  ['region', { country: 'US', state: 'ZZ' }, 'the region "ZZ" is none of US'],
  [
    'postal code',
    { country: 'US', state: 'MA', zip: '9408A' },
    'the postal code "9408A" is not in the form used in US',
  ],
])('S0-020 an address with a wrong %s is listed', async (_what, part, says) => {
  const address = { id: 'A1A1A1A1A1A1A', address1: '1 Main St', city: 'Boston', state: 'MA', zip: '02134', ...part }
  const { id } = house.clover.customers.create(customerDraft(`Wrong${says.length}`, { addresses: [address] }))
  const check = await checkCalled('addresses')
  expect(check).toMatchObject({ passed: false, todo: expect.stringContaining('Correct') })
  expect(check?.records).toContainEqual({ id, says })
  expect(check?.says).toMatch(/^\d+ of \d+ addresses fail validation$/)
})

test('S0-024 where Clover refuses the credentials, that is the check that fails, and the command ends with 8', async () => {
  house.clover.faults.add({ kind: 'status', status: 401, times: 50 })
  const { ready, checks } = await readiness()
  expect(ready).toBe(false)
  expect(checks.find(({ code }) => code === 'connection')).toMatchObject({
    passed: false,
    todo: expect.stringMatching(/credentials/),
  })
  expect((await trefoil(house, 'flow', 'readiness', 'clover-customers')).exitCode).toBe(8)
  house.clover.faults.clear()
})

test('S0-008 a paused flow is not ready, and the check says how to resume it', async () => {
  const path = { name: 'clover-customers' }
  await told(house.api.POST('/api/v1/flows/{name}/pause', { params: { path } }))
  expect(await checkCalled('enabled')).toMatchObject({ passed: false, todo: 'trefoil flow resume clover-customers' })
  expect(await checkCalled('other_direction', 'klaviyo-profiles')).toMatchObject({
    passed: false,
    says: 'these rest: clover-customers',
  })
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: { path } }))
  expect((await readiness()).ready).toBe(true)
})

test('S3-014 a list that Klaviyo does not have makes the flow not ready, and the check names it', async () => {
  const before = await checkCalled('lists_configured', 'klaviyo-profiles')
  await house.change('klaviyo-profiles', (flow) => ({
    ...flow,
    mappings: flow.mappings.map((mapping) => ({
      ...mapping,
      rules: [...mapping.rules, { to: 'LIST_Nowhere', static: true, only: 'add' as const }],
    })),
  }))
  expect(await checkCalled('lists_configured', 'klaviyo-profiles')).toMatchObject({
    passed: false,
    says: expect.stringContaining('no list named "Nowhere"'),
  })
  expect(before?.says).not.toContain('Nowhere')
})

test('a flow that is not there is refused by its name', async () => {
  const params = { path: { name: 'nobody' } }
  expect(await refused(house.api.GET('/api/v1/flows/{name}/readiness', { params }))).toMatchObject({ status: 404 })
})
