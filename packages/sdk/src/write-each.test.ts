import { expect, test } from 'vitest'
import { z } from 'zod'
import { writeEach } from './write-each.ts'

const schema = z.strictObject({ name: z.string().max(3), parts: z.array(z.object({ size: z.int() })).nullish() })
const teller = { schema, taker: 'Clover', atOnce: 2 }
const write = (data: unknown) => ({ id: null, data, idempotencyKey: 'k' })
const put = async ({ name }: z.output<typeof schema>) => ({ status: 'created' as const, id: name })

test('what is too long for the vendor, or of another kind, fails alone and names its field', async () => {
  const all = [{ name: 'long' }, { name: 'ann' }, { name: 'bob', parts: [{ size: 1.5 }] }, null]
  expect(await writeEach(all.map(write), { ...teller, code: 'SHAPE' }, put)).toMatchObject([
    { status: 'failed', fault: { kind: 'invalid', details: { field: 'name', code: 'SHAPE' } } },
    { status: 'created', id: 'ann' },
    { status: 'failed', fault: { kind: 'invalid', details: { field: 'parts.0.size' } } },
    { status: 'failed', fault: { kind: 'invalid', message: expect.stringMatching(/^Clover cannot take this/) } },
  ])
})

test('an error of ours is not passed off as a refusal of the vendor', async () => {
  const broken = async () => {
    throw new TypeError('boom')
  }
  await expect(writeEach([write({ name: 'ann' })], teller, broken)).rejects.toThrow('boom')
})
