/** S1, S4: the guide that leads to a token and a merchant id. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { merchantIdIn } from '../../packages/clover/src/index.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/how-to/connect-clover.md'), 'utf8')

test('S1-001, S1-002, S1-003, S1-004, S4-003, S4-004, S4-007, S4-008 the steps to a token stand in the guide in their order', () => {
  const steps = [
    ...[
      'Sign in',
      '**Account & Setup**',
      '**Business Operations**',
      '**API Tokens**',
      '**Create Token**, and give it a name',
    ],
    ...['`Trefoil`', 'Tick the boxes', '**Create Token**.', 'The eye shows the token', 'Copy it now'],
    ...['merchant id', 'trefoil connect clover'],
  ]
  let at = -1
  for (const step of steps) {
    const next = guide.indexOf(step, at + 1)
    expect(next, `"${step}" after the step before it`).toBeGreaterThan(at)
    at = next
  }
})

test('S1-002 every environment has its dashboard in the guide', () => {
  for (const host of ['www.clover.com', 'www.eu.clover.com', 'www.la.clover.com', 'sandbox.dev.clover.com']) {
    expect(guide).toContain(`https://${host}/dashboard`)
  }
})

test.each([
  ['S1-005', 'Customers', '✓', '✓'],
  ['S1-006', 'Employees', '✓', ''],
  ['S1-007', 'Inventory', '✓', '✓'],
  ['S1-008', 'Merchant', '✓', ''],
  ['S1-009', 'Orders', '✓', '✓'],
  ['S1-010', 'Payments', '✓', ''],
])('%s the boxes of %s are those of the guide', (_, permission, read, write) => {
  const row = guide.split('\n').find((line) => line.trim().startsWith(`| ${permission} `))
  const [, , reads, writes] = (row ?? '').split('|').map((cell) => cell.trim())
  expect([reads, writes]).toEqual([read, write])
})

test('S4-005, S4-006 for loyalty alone the guide asks for all reads and one write', () => {
  expect(guide).toContain('For loyalty alone: every box under Read, and Write for Customers.')
})

test('S1-012, S4-009 the addresses and ids in the guide are read as it says', () => {
  const [, address = '', id] = /`(https:\/\/\S+\/merchants\/\S+)` is read as `(\w+)`/.exec(guide) ?? []
  expect(merchantIdIn(address)).toBe(id)
  expect(merchantIdIn('ABCD1234ABCD1')).toBe('ABCD1234ABCD1')
  expect(guide).toContain('ABCD1234ABCD1')
})
