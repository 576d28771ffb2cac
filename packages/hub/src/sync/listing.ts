import { Fault, type Json, type JsonObject } from '@trefoil/sdk'
import { upsertPoll } from '../store/poll.ts'
import { advanceRun, finishRun, type RunRow } from '../store/run.ts'
import type { Desk, OpenFlow } from './context.ts'
import { type Ingest, type PreparedPage, preparePage, storePage } from './ingest.ts'
import { nextPoll } from './schedule.ts'

/** Records that one page may hold: what Clover hands out at once, and one transaction of the hub. */
export const pageSize = 1_000

/** Pages that are read and mapped while one is stored: vendor, mapping and database work at the same time. */
const pagesAhead = 2

/**
 * Lists a source from the run's cursor to the end. The cursor moves in the transaction that stores its page: a crash
 * before it repeats the page, one after it repeats nothing.
 */
export async function pullListing(desk: Desk, of: Ingest, run: RunRow): Promise<void> {
  const { flow } = of
  for await (const { prepared, cursor, more } of ahead(readPages(desk, of, run.cursor), pagesAhead)) {
    await storePage(desk, of, await prepared, async (tx, counts) => {
      await advanceRun(tx, desk.workspace, run.id, counts, cursor)
      if (more) return
      await finishRun(tx, desk.workspace, run.id, 'done', null)
      const nextAt = nextPoll(flow.definition.triggers.poll ?? null, desk.clock.now())
      await upsertPoll(tx, desk.workspace, flow.id, { source: flow.endpoint, cursor, nextAt })
    })
    if (!more) desk.log.info('pull.done', { flow: flow.name, run: run.id })
    if (desk.signal.aborted) return
  }
}

interface ReadPage {
  prepared: Promise<PreparedPage>
  cursor: Json
  more: boolean
}

async function* readPages(desk: Desk, of: Ingest, from: Json): AsyncGenerator<ReadPage, void> {
  for (let cursor = from; ; ) {
    const page = await of.source.pull(desk.session, { cursor, limit: pageSize })
    if (page.more && JSON.stringify(page.cursor) === JSON.stringify(cursor)) throw stuck(of.flow, cursor)
    cursor = page.cursor
    const prepared = preparePage(desk, of, plain(page.records))
    prepared.catch(() => {}) // awaited by whoever stores it, or of no interest once a page before it has failed
    yield { prepared, cursor, more: page.more }
    if (!page.more) return
  }
}

/** Asks for the next few items before they are wanted. What nobody wants any more is let go. */
async function* ahead<T>(items: AsyncGenerator<T, void>, count: number): AsyncGenerator<T, void> {
  const asked: Promise<IteratorResult<T, void>>[] = []
  const ask = () => {
    const next = items.next()
    next.catch(() => {}) // awaited below, or of no interest once an item before it has failed
    asked.push(next)
  }
  for (let index = 0; index <= count; index += 1) ask()
  for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
    const { value, done } = await next
    if (done === true) return
    ask()
    yield value
  }
}

/** Connectors hand out plain data by contract; this is where the hub begins to rely on it. */
export function plain(records: unknown[]): JsonObject[] {
  return records.filter((record): record is JsonObject => typeof record === 'object' && record !== null)
}

function stuck(flow: OpenFlow, cursor: Json): Fault {
  const message = `${flow.connector.title} answers the same page of ${flow.endpoint} again and again: the listing was stopped`
  return new Fault('protocol', message, { code: 'PAGE_REPEATS', facts: { cursor } })
}
