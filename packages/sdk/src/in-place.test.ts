import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { inPlace } from './in-place.ts'

const text = z.string().nullish()
const row = z.looseObject({
  id: z.string().optional(),
  name: text,
  short: z.string().max(3).optional(),
  isOpen: z.boolean().nullish(),
  at: z.int().min(0).nullish(),
  kind: z.literal('row').nullish(),
  mark: z.union([z.string(), z.number()]).nullish(),
  parts: z.looseObject({ elements: z.array(z.looseObject({ id: text })) }).nullish(),
  more: z.record(z.string(), z.unknown()).optional(),
})
const read = inPlace(row)

test('a row that is right is handed out as it is, unknown names and all', () => {
  const value = { id: 'A', at: 7, parts: { elements: [{ id: 'P', x: 1 }] }, unknown: [1] }
  const result = read(value)
  expect(result.success && result.data).toBe(value)
})

test('a value is taken if zod takes it, and is the same', () => {
  const leaf = fc.constantFrom<unknown>(null, undefined, '', 'long text', 'row', 0, 1.5, -1, true, [], {}, NaN)
  const parts = fc.oneof(
    leaf,
    fc.record({ elements: fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.record({ id: leaf })))) }),
  )
  const names = ['id', 'name', 'short', 'isOpen', 'at', 'kind', 'mark', 'unknown', 'more']
  const fields = Object.fromEntries(names.map((name) => [name, leaf]))
  const value = fc.oneof(leaf, fc.record({ ...fields, parts }, { requiredKeys: [] }))
  fc.assert(
    fc.property(value, (given) => {
      const [mine, zods] = [read(given), row.safeParse(given)]
      expect(mine.success).toBe(zods.success)
      if (mine.success) expect(mine.data).toEqual(zods.data)
      else expect(mine.error.issues).toEqual(zods.error?.issues)
    }),
    { numRuns: 2_000 },
  )
})

test('what a schema changes or leaves out is changed and left out', () => {
  expect(inPlace(z.object({ id: z.string() }))({ id: 'A', x: 1 }).data).toEqual({ id: 'A' })
  expect(inPlace(z.looseObject({ id: z.string().trim() }))({ id: ' A ' }).data).toEqual({ id: 'A' })
  expect(inPlace(z.looseObject({ id: z.string().default('B') }))({}).data).toEqual({ id: 'B' })
  expect(inPlace(z.looseObject({ at: z.coerce.number() }))({ at: '7' }).data).toEqual({ at: 7 })
  expect(inPlace(z.union([z.coerce.string(), z.number()]))(5).data).toBe('5')
  expect(inPlace(z.looseObject({ id: z.string() }).refine(({ id }) => id !== 'A'))({ id: 'A' }).success).toBe(false)
  expect(inPlace(z.array(z.string()).max(1))(['a', 'b']).success).toBe(false)
})

test.each<[z.ZodType, unknown]>([
  [z.looseObject({ a: z.unknown() }), {}],
  [z.looseObject({ a: z.union([z.string(), z.undefined()]) }), {}],
  [z.looseObject({ a: z.string().default('x').optional() }), {}],
  [z.looseObject({ a: z.exactOptional(z.string()) }), { a: undefined }],
  [z.looseObject({ a: text.refine((given) => given === 'x') }), { a: 'y' }],
  [
    z.looseObject({
      a: z
        .string()
        .nullable()
        .refine((given) => given !== null),
    }),
    { a: null },
  ],
  [z.looseObject({ a: text.overwrite((given) => given ?? 'none') }), { a: null }],
  [z.looseObject({ a: z.literal('x').refine(() => false) }), { a: 'x' }],
  [
    z
      .string()
      .optional()
      .refine((given) => given !== undefined),
    undefined,
  ],
])('what is absent, optional or literal is judged as zod judges it: %#', (schema, value) => {
  const [mine, zods] = [inPlace(schema)(value), schema.safeParse(value)]
  expect([mine.success, mine.data]).toEqual([zods.success, zods.data])
})
