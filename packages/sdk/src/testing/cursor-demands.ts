import { strict as assert } from 'node:assert'
import { Fault } from '../fault.ts'
import type { Json } from '../json.ts'
import { faultOf, list, pageSize, type SourceDemand, session, sourceOf, withSource } from './demand.ts'

const spoiled: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: a spoiled cursor, or one of a newer version, is refused and named`,
    async of(connector) {
      const { end } = await list(connector, vendor, name)
      const newer = typeof end === 'object' && end !== null && !Array.isArray(end) ? { ...end, v: 999 } : 999
      for (const cursor of ['spoiled', 12.5, true, [], {}, newer]) {
        const pulled = sourceOf(connector, name).pull(session(connector, vendor), { cursor, limit: pageSize })
        const shown = JSON.stringify(cursor)
        const fault = await faultOf(pulled, 'invalid', `the cursor ${shown}`)
        assert.ok(fault.message.includes(shown.slice(0, 100)), `the message does not name ${shown}: ${fault.message}`)
      }
    },
    saboteur: (connector) =>
      withSource(connector, name, ({ pull }) => ({
        pull: (opened, from) =>
          pull(opened, from).catch((cause: unknown) => {
            if (cause instanceof Fault && cause.kind === 'invalid') return pull(opened, { ...from, cursor: null })
            throw cause
          }),
      })),
  },
]

const farFuture: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: a cursor from the far future is refused or comes to an end, and nothing else`,
    async of(connector) {
      const { pages, end } = await list(connector, vendor, name)
      for (const cursor of new Set([...pages.map((each) => each.from), end].map((each) => JSON.stringify(each)))) {
        if (cursor === 'null') continue
        const far = farAhead(JSON.parse(cursor))
        const listed = await list(connector, vendor, name, far).catch((cause: unknown) => cause)
        if (listed instanceof Fault) assert.equal(listed.kind, 'invalid', `${JSON.stringify(far)}: ${listed.message}`)
        else if (listed instanceof Error) throw listed
      }
    },
    // Waits for an instant that no living person will see.
    saboteur: (connector) =>
      withSource(connector, name, ({ pull }) => ({
        async pull(opened, from) {
          if (JSON.stringify(from.cursor).includes(String(year9999)))
            return { records: [], gone: [], cursor: from.cursor, more: true }
          return pull(opened, from)
        },
      })),
  },
]

/** Year 9999 is also a count of rows that no list has. */
const year9999 = Date.UTC(9999, 0)

function farAhead(cursor: Json, name?: string): Json {
  if (typeof cursor === 'number') return name === 'v' ? cursor : year9999
  if (typeof cursor === 'string') return Number.isNaN(Date.parse(cursor)) ? cursor : new Date(year9999).toISOString()
  if (Array.isArray(cursor)) return cursor.map((each) => farAhead(each))
  if (cursor === null || typeof cursor !== 'object') return cursor
  return Object.fromEntries(Object.entries(cursor).map(([field, value]) => [field, farAhead(value, field)]))
}

/** What every cursor has to keep. */
export const cursorDemands = [spoiled, farFuture]
