import { Fault, type Json, type JsonObject } from '@trefoil/sdk'
import { keepLook } from '../../store/arrival.ts'
import { upsertPoll } from '../../store/poll.ts'
import { advanceRun, finishRun, type RunRow } from '../../store/run.ts'
import { refreshStatistics } from '../../store/statistics.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { refOf } from '../flow-keys.ts'
import { type Ingest, type PreparedPage, preparePage, storePage } from '../ingest/ingest.ts'
import { makesRoom } from '../make-room.ts'
import { pageSize, readPage } from './read-page.ts'
import { nextTimeOf } from './triggers.ts'

/** Pages that are read and mapped while one is stored: vendor, mapping and database work at the same time. */
const pagesAhead = 2

/**
 * Lists a source from the run's cursor to the end. The cursor moves in the transaction that stores its page: a crash
 * before it repeats the page, one after it repeats nothing. False: it made room for other work, and is not at its end.
 */
export async function pullListing(desk: Desk, of: Ingest, run: RunRow): Promise<boolean> {
  const { flow } = of
  const begun = desk.clock.now()
  let created = 0
  let worthLooking = pageSize / 2
  for await (const { prepared, cursor, more } of ahead(readPages(desk, of, run.cursor), pagesAhead)) {
    const ended = await storePage(desk, of, await prepared, async (tx, counts) => {
      await advanceRun(tx, desk.workspace, run.id, counts, cursor)
      if (more) return
      await finishRun(tx, desk.workspace, run.id, 'done', null)
      const nextAt = nextTimeOf(flow, flow.endpoint, desk.clock.now())
      await upsertPoll(tx, desk.workspace, flow.id, { source: flow.endpoint, cursor, nextAt })
      await keepLook(tx, refOf(flow), begun)
    })
    created += ended.created
    if (created >= worthLooking) {
      await refreshStatistics(desk.db, created)
      worthLooking *= 10
    }
    if (!more) desk.log.info('pull.done', { flow: flow.name, run: run.id })
    else if (await makesRoom(desk, flow)) return false
  }
  return true
}

interface ReadPage {
  prepared: Promise<PreparedPage>
  cursor: Json
  more: boolean
}

async function* readPages(desk: Desk, of: Ingest, from: Json): AsyncGenerator<ReadPage, void> {
  const isNew = newPlaces(of.flow, of.flow.endpoint, from)
  for (let cursor = from; ; ) {
    const page = await readPage(desk, of.source, cursor)
    if (page.more) isNew(page.cursor)
    cursor = page.cursor
    const gone = page.gone.length === 0 ? {} : { gone: page.gone }
    const prepared = preparePage(desk, of, plain(page.records)).then((sorted) => ({ ...sorted, ...gone }))
    prepared.catch(() => {}) // awaited by whoever stores it, or of no interest once a page before it has failed
    yield { prepared, cursor, more: page.more }
    if (!page.more) return
  }
}

/** Throws at a place where the listing has been before: it would go round for ever, by one page or by many. */
export function newPlaces(
  flow: { connector: Pick<OpenFlow['connector'], 'title'> },
  source: string,
  from: Json,
): (cursor: Json) => void {
  const been = new Set([JSON.stringify(from)])
  return (cursor) => {
    const place = JSON.stringify(cursor)
    if (!been.has(place)) return void been.add(place)
    const message = `${flow.connector.title} answers the same pages of ${source} again and again: the listing was stopped`
    throw new Fault('protocol', message, { code: 'PAGE_REPEATS', facts: { cursor, pages: been.size } })
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
