/** S1-045: who asks for help hands over one file, and in it there is no secret and nobody. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const house = shared(() =>
  openHouse({
    settings: {
      TREFOIL_SMTP_URL: 'smtp://postmaster:canary-of-the-post@127.0.0.1:9',
      TREFOIL_MAIL_FROM: 'hub@canary.example',
      TREFOIL_MAIL_TO: 'ann@canary.example',
    },
  }),
)

test('S1-045 the diagnostic bundle holds states, versions and codes, and not one of the planted secrets and people', async () => {
  const { clover, klaviyo, api } = house
  clover.customers.create(customerDraft('Canaria'))
  // Two people with one address, so that there is an issue whose words name one of them.
  clover.customers.create({ ...customerDraft('Canarito'), emailAddresses: [{ emailAddress: emailOf('Canaria') }] })
  await house.run('clover-customers')
  await house.quiet()
  const key = await told(
    api.POST('/api/v1/api-keys', { body: { name: 'for help', role: 'admin', scopes: null, days: null } }),
  )
  const invited = await told(
    api.POST('/api/v1/people', { body: { email: 'canary@people.example', name: 'Canaria Owner', role: 'owner' } }),
  )
  const notifications = { to: ['canary@told.example'] }
  await told(api.PATCH('/api/v1/settings', { body: { notifications } }))

  const reply = await fetch(`${house.hub.url}/api/v1/diagnostics`, { headers: { authorization: `Bearer ${key.key}` } })
  const text = await reply.text()
  expect(reply.headers.get('content-disposition')).toMatch(
    /^attachment; filename="trefoil-diagnostics-[\d-]{10}\.json"$/,
  )
  const bundle = JSON.parse(text)
  expect(bundle.connections.map(({ name }: { name: string }) => name)).toEqual(['till', 'mail'])
  expect(bundle.issues).toMatchObject([{ code: 'DUPLICATE_EMAIL', records: 1 }])
  expect(bundle.outcomesOfAWeek).toContainEqual({
    flow: 'clover-customers',
    outcome: 'error',
    code: 'DUPLICATE_EMAIL',
    count: 1,
  })
  const secrets = {
    'the till’s token': clover.token,
    'the mail tool’s key': klaviyo.apiKey,
    'the first key': house.apiKey,
    'another key': key.key,
    'a sign-in link': invited.path.split('#')[1] ?? 'none',
    'the mail server’s password': 'canary-of-the-post',
    'the master key': readFileSync(join(house.dataDir, 'master-key'), 'utf8').trim(),
  }
  const people = {
    'a first name': 'Canaria',
    'an e-mail address': emailOf('Canaria'),
    'a street': String(customerDraft('Canaria').addresses?.[0]?.address1 ?? 'none'),
    'a phone': String(customerDraft('Canaria').phoneNumbers?.[0]?.phoneNumber ?? 'none'),
    'who may sign in': 'canary@people.example',
    'who is told by mail': 'canary@told.example',
    'the sender of mails': 'canary.example',
  }
  const found = Object.entries({ ...secrets, ...people }).filter(([, canary]) => text.includes(canary))
  expect(found).toEqual([])
  // The canaries are really there to be found: the issue itself names one of them.
  expect(JSON.stringify(await told(api.GET('/api/v1/issues')))).toContain('DUPLICATE_EMAIL')
  expect(JSON.stringify(await told(api.GET('/api/v1/records')))).toContain(emailOf('Canaria'))
})
