import { strict as assert } from 'node:assert'
import type { Json } from '../json.ts'
import { containsAll, list, pageSize, type SourceDemand, session, sourceBench, sourceOf, withSource } from './demand.ts'

const everyPage: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: a listing shows every record, page by page, and each passes the source's own schema`,
    async of(connector) {
      const { ids, pages } = await list(connector, vendor, name)
      containsAll(ids, sourceBench(vendor, name).ids(), 'a full listing')
      for (const { page } of pages)
        for (const record of page.records) {
          const read = sourceOf(connector, name).schema.safeParse(record)
          assert.ok(read.success, `a record that its own schema refuses: ${read.error?.message}`)
        }
    },
    saboteur: (connector) =>
      withSource(connector, name, ({ pull }) => ({
        async pull(opened, from) {
          const page = await pull(opened, from)
          return page.more ? { ...page, records: page.records.slice(0, -1) } : page
        },
      })),
  },
]

const resume: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: each page can be asked for again, in another process, and is the same`,
    async of(connector) {
      const { pages } = await list(connector, vendor, name)
      for (const { from, page } of pages) {
        const again = await sourceOf(connector, name).pull(session(connector, vendor), {
          cursor: from,
          limit: pageSize,
        })
        assert.deepEqual(again, page)
      }
    },
    // It remembers in memory what only the cursor may remember.
    saboteur: (connector) =>
      withSource(connector, name, ({ pull }) => {
        const given = new Map<string, Json>()
        return {
          async pull(opened, from) {
            const asked = JSON.stringify(from.cursor)
            const page = await pull(opened, { ...from, cursor: given.get(asked) ?? from.cursor })
            given.set(asked, page.cursor)
            return page
          },
        }
      }),
  },
]

const equalTimes: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: records of one and the same instant are all seen, also one that comes after the poll`,
    async of(connector) {
      const bench = sourceBench(vendor, name)
      const before = await list(connector, vendor, name)
      vendor.pass(60_000)
      const together = Array.from({ length: pageSize * 2 + 1 }, () => bench.add())
      const first = await list(connector, vendor, name, before.end)
      containsAll(first.ids, together, 'the next poll')
      const late = bench.add()
      containsAll((await list(connector, vendor, name, first.end)).ids, [late], 'the poll within the same instant')
    },
    // "Newer than the last one": what has the same mark as the end of the page before is taken for known.
    saboteur: (connector) =>
      withSource(connector, name, (source) => {
        let edge: string | undefined
        return {
          async pull(opened, from) {
            const page = await source.pull(opened, from)
            const last = page.records.at(-1)
            const known = edge
            if (last !== undefined) edge = source.version(last)
            return { ...page, records: page.records.filter((record) => source.version(record) !== known) }
          },
        }
      }),
  },
]

const edits: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: edits during a listing hide no record, and are themselves seen at the latest by the next one`,
    async of(connector) {
      const bench = sourceBench(vendor, name)
      const before = new Set(bench.ids())
      const edited: { id: string; onPage: number }[] = []
      const listed = await list(connector, vendor, name, null, (page, number) => {
        if (number > 6) return
        vendor.pass(5000)
        const [first, second] = page.records.map(sourceOf(connector, name).key).filter((id) => bench.ids().includes(id))
        if (first !== undefined) {
          bench.remove(first)
          before.delete(first)
        }
        if (second !== undefined) {
          bench.edit(second)
          edited.push({ id: second, onPage: number })
        }
        if (number % 2 === 0) edited.push({ id: bench.add(), onPage: number })
      })
      containsAll(listed.ids, [...before], 'a listing with edits')
      vendor.pass(5000)
      const next = await list(connector, vendor, name, listed.end)
      const there = new Set(bench.ids())
      const missed = edited.filter(({ id, onPage }) => {
        const later = listed.pages.slice(onPage).flatMap(({ page }) => page.records.map(sourceOf(connector, name).key))
        return there.has(id) && !later.includes(id) && !next.ids.includes(id)
      })
      assert.deepEqual(missed, [], 'edited, and not seen since')
    },
    // Pages by counting alone: what goes away in front moves a row past the place where it would be read.
    saboteur: (connector) =>
      withSource(connector, name, (source) => ({
        async pull(opened, { cursor, limit }) {
          const offset = Number(cursor ?? 0)
          const all = new Map<string, unknown>()
          for (let at: Json = null, more = true; more; ) {
            const page: Awaited<ReturnType<typeof source.pull>> = await source.pull(opened, { cursor: at, limit: 1000 })
            for (const record of page.records) all.set(source.key(record), record)
            at = page.cursor
            more = page.more
          }
          const more = offset + limit < all.size
          const records = [...all.values()].slice(offset, offset + limit)
          return { records, gone: [], cursor: more ? offset + limit : 0, more }
        },
      })),
  },
]

const oddValues: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: 0, false, '' and null are read as what they are`,
    async of(connector) {
      const { id, reads } = sourceBench(vendor, name).odd()
      vendor.pass(5000)
      const { pages } = await list(connector, vendor, name)
      const record = pages
        .flatMap(({ page }) => page.records)
        .findLast((each) => sourceOf(connector, name).key(each) === id)
      assert.ok(typeof record === 'object' && record !== null, `the record ${id} was not listed`)
      assert.deepEqual(
        Object.fromEntries(Object.keys(reads).map((field) => [field, Reflect.get(record, field)])),
        reads,
      )
    },
    saboteur: (connector) =>
      withSource(connector, name, ({ pull }) => ({
        async pull(opened, from) {
          const page = await pull(opened, from)
          return { ...page, records: page.records.map(truthyOnly) }
        },
      })),
  },
]

const fetched: SourceDemand = (name, original, vendor) =>
  sourceOf(original, name).fetch === undefined
    ? []
    : [
        {
          name: `${name}: fetch gives the named records as a listing shows them, and says 'gone' of the others`,
          async of(connector) {
            const bench = sourceBench(vendor, name)
            const source = sourceOf(connector, name)
            const removed = bench.add()
            bench.remove(removed)
            const { pages } = await list(connector, vendor, name)
            const listed = new Map(
              pages.flatMap(({ page }) => page.records.map((record) => [source.key(record), record])),
            )
            const some = bench.ids().slice(0, 5)
            const found = await source.fetch?.(session(connector, vendor), [...some, removed, '\'no\' id, at "all"'])
            assert.deepEqual(
              found,
              new Map<string, unknown>([
                ...some.map((id) => [id, listed.get(id)] as const),
                [removed, 'gone'],
                ['\'no\' id, at "all"', 'gone'],
              ]),
            )
          },
          saboteur: (connector) =>
            withSource(connector, name, ({ fetch }) => ({
              async fetch(opened, ids) {
                const found = (await fetch?.(opened, ids)) ?? new Map()
                return new Map([...found].filter(([, record]) => record !== 'gone'))
              },
            })),
        },
      ]

/** What every listing has to keep. */
export const listingDemands = [everyPage, resume, equalTimes, edits, oddValues, fetched]

/** The sin of `if (value)`. */
export function truthyOnly(record: unknown): unknown {
  if (Array.isArray(record)) return record.map(truthyOnly)
  if (typeof record !== 'object' || record === null) return record
  const kept = Object.entries(record).filter(([, value]) => Boolean(value))
  return Object.fromEntries(kept.map(([name, value]) => [name, truthyOnly(value)]))
}
