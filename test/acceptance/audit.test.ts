/** What people and programs did can be read, and was not altered. */
import { expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { trefoil } from '../harness/trefoil.ts'

const house = shared(() => openHouse({ apply: ['clover-customers'] }))

test('S0-013 that a second flow over the same customers was enabled on purpose stands in the audit log', async () => {
  const params = { path: { name: 'clover-customers' } }
  const { definition } = await told(house.api.GET('/api/v1/flows/{name}', { params }))
  const twin = JSON.parse(JSON.stringify({ ...definition, name: 'clover-customers-again' }))
  await told(house.api.POST('/api/v1/flows', { body: { connection: 'till', definition: twin } }))
  const again = { path: { name: 'clover-customers-again' } }
  expect((await house.api.POST('/api/v1/flows/{name}/resume', { params: again })).response.status).toBe(409)
  await told(house.api.POST('/api/v1/flows/{name}/resume', { params: again, body: { override: true } }))
  const { data } = await told(house.api.GET('/api/v1/audit'))
  expect(data.slice(0, 2)).toMatchObject([
    { action: 'resumeFlow', target: { name: 'clover-customers-again' }, chose: { override: true }, status: 200 },
    { action: 'resumeFlow', target: { name: 'clover-customers-again' }, chose: {}, status: 409 },
  ])
})

test('the command line lists the acts and says that the log is whole', async () => {
  const listed = await trefoil(house, 'audit', 'list')
  expect(listed.out).toMatch(/resumeFlow +name=clover-customers-again +override=true +200/)
  const checked = await trefoil(house, 'audit', 'check')
  expect(checked).toMatchObject({ exitCode: 0, out: expect.stringContaining('as they were written') })
})
