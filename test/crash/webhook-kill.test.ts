import { expect, onTestFinished, test } from 'vitest'
import { startReceiver } from '../../connectors/webhook/src/testing/receiver.ts'
import { systemClock } from '../../packages/hub/src/clock.ts'
import { newPlace } from '../database/test-database.ts'
import { customerDraft } from '../harness/customer-draft.ts'
import { connect } from '../harness/set-up.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'
import { startHubProcess } from './hub-process.ts'
import { openTown } from './town.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

test('a hub that is killed between sending a message and hearing that it was taken sends it again, under the same id', async () => {
  const town = await openTown({ clover: { customers: 0 } })
  town.clover.customers.create(customerDraft('Ana'))
  const receiver = await startReceiver(secret, systemClock.now)
  const place = await newPlace({ migrated: true, engine: 'pglite' })
  if (!('dataDir' in place)) throw new Error('This test needs a directory')
  onTestFinished(async () => {
    await receiver.stop()
    await town.close()
  })
  const environment = {
    TREFOIL_DATA_DIR: place.dataDir,
    TREFOIL_ENDPOINT_CLOVER: town.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: town.klaviyo.url,
    TREFOIL_PRIVATE_HOSTS: '127.0.0.1',
  }
  const first = await startHubProcess(environment)
  await connect(first.api, town)
  const crm = { connector: 'webhook', name: 'crm', credentials: { secret }, settings: { url: receiver.url } }
  await told(first.api.POST('/api/v1/connections', { body: { ...crm, allowMissing: false } }))
  receiver.received.length = 0
  receiver.mood = () => first.kill()
  for (const name of ['webhook-customers', 'clover-customers']) {
    await told(first.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } } }))
  }
  await told(first.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } } }))
  expect(await first.ended).toBe('SIGKILL')

  receiver.mood = undefined
  const second = await startHubProcess(environment)
  await until('the message to be taken', async () => {
    const path = { name: 'webhook-customers' }
    const { deliveries } = await told(second.api.GET('/api/v1/flows/{name}', { params: { path } }))
    return deliveries.done === 1 ? true : new Waiting(deliveries)
  })
  await second.stop()
  const [sent, again, ...more] = receiver.received
  expect(more).toEqual([])
  expect(again?.id).toBe(sent?.id)
  expect(again?.message).toEqual(sent?.message)
  expect(again?.message.type).toBe('customer.created')
})
