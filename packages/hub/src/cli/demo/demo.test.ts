import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, '../../../bin/trefoil.js')

test('the demo brings a shop through the hub into Klaviyo, with one outcome for each record and no difference', async () => {
  const args = [program, 'demo', '--once', '--customers', '120', '--json']
  const env = { ...process.env, TREFOIL_DATA_DIR: '' }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  const { flows, differences } = JSON.parse(stdout)
  expect(differences).toEqual([])
  const [pull, push] = flows
  expect([pull.flow, pull.read, pull.sum]).toEqual(['clover-customers', 120, 120])
  expect(pull.outcomes.filtered).toBeGreaterThan(0)
  expect([push.flow, push.read, push.sum]).toEqual(['klaviyo-profiles', pull.outcomes.created, pull.outcomes.created])
  expect(push.outcomes.created).toBeGreaterThan(60)
})
