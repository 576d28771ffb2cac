import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Place, readOn } from './read-on.ts'

/** Lists `shop` to the end, with one edit of it before each call; no listing may take more than `patience` calls. */
async function listAll(shop: string[], limit: number, edits: ((shop: string[]) => void)[], patience = 10_000) {
  const seen = new Set<string>()
  let from: Place | null = { offset: 0 }
  for (let call = 0; from !== null; call++) {
    if (call > patience) throw new Error(`no end after ${patience} calls`)
    const step: Awaited<ReturnType<typeof readOn>> = await readOn(
      async (offset, most) => shop.slice(offset, offset + most).map((id) => ({ id })),
      from,
      limit,
    )
    expect(step.rows.length).toBeLessThanOrEqual(limit)
    for (const { id } of step.rows) seen.add(String(id))
    from = step.next
    edits[call]?.(shop)
  }
  return seen
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `r${at}`)
}

test('a quiet list is read once, row by row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), async (count, limit) => {
      const shop = names(count)
      expect([...(await listAll(shop, limit, []))]).toEqual(shop)
    }),
  )
})

test('rows that were there all along are seen, whatever else comes and goes between two calls', async () => {
  const edit = fc.record({ removeAt: fc.nat(100), insertAt: fc.option(fc.nat(100)) })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 2, max: 20 }),
      fc.array(edit),
      async (n, limit, edits) => {
        const shop = names(n)
        const touched = new Set<string>()
        const steps = edits.map(({ removeAt, insertAt }, call) => (list: string[]) => {
          for (const gone of list.splice(removeAt, 1)) touched.add(gone)
          if (insertAt === null) return
          list.splice(insertAt, 0, `new${call}`)
          touched.add(`new${call}`)
        })
        const seen = await listAll(shop, limit, steps)
        expect(shop.filter((id) => !touched.has(id) && !seen.has(id))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})

test('a place beyond the end is an end', async () => {
  const read = async () => []
  expect(await readOn(read, { offset: 10 ** 12, last: 'x' }, 1000)).toEqual({ rows: [], next: null })
})
