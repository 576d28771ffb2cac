import { expect, test } from 'vitest'
import { z } from 'zod'
import { writeEach } from './write-each.ts'

const shape = z.strictObject({ name: z.string().max(3), parts: z.array(z.object({ size: z.int() })).nullish() })
const write = (data: unknown) => ({ id: null, data, idempotencyKey: 'k' })
const put = async ({ name }: z.output<typeof shape>) => ({ status: 'created' as const, id: name })

test('what is too long for Clover, or of another kind, fails alone and names its field', async () => {
  const all = [{ name: 'long' }, { name: 'ann' }, { name: 'bob', parts: [{ size: 1.5 }] }, null]
  expect(await writeEach(all.map(write), shape, put)).toMatchObject([
    { status: 'failed', fault: { kind: 'invalid', details: { field: 'name' } } },
    { status: 'created', id: 'ann' },
    { status: 'failed', fault: { kind: 'invalid', details: { field: 'parts.0.size' } } },
    { status: 'failed', fault: { kind: 'invalid' } },
  ])
})

test('an error of ours is not passed off as a refusal of Clover', async () => {
  const broken = async () => {
    throw new TypeError('boom')
  }
  await expect(writeEach([write({ name: 'ann' })], shape, broken)).rejects.toThrow('boom')
})
