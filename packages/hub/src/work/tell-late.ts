import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import { insertTurns, selectLasting } from '../store/alert.ts'
import { selectArrivals } from '../store/arrival.ts'
import { listConnections } from '../store/connection.ts'
import { arrivalOf } from '../sync/arrival.ts'

/** Says of which connections nothing came for a day longer than it should have, and of which something came again. */
export async function tellLate({ db, workspace, log }: { db: Db; workspace: number; log: Log }, now: Date) {
  const [connections, flows, told] = await Promise.all([
    listConnections(db, workspace, { after: 0, limit: 1_000 }),
    selectArrivals(db, workspace),
    selectLasting(db, workspace, 'late'),
  ])
  const own = Map.groupBy(flows, ({ connectionId }) => connectionId)
  const late = connections.flatMap((connection) => {
    const { lateSince } = arrivalOf(connection, own.get(connection.id) ?? [], now)
    return lateSince === null ? [] : [{ connection, since: lateSince }]
  })
  const news = late.filter(({ connection: { id } }) => !told.some(({ connection_id }) => connection_id === id))
  for (const { connection, since } of news) log.warn('data.late', { connection: connection.name, since })
  const turns = news.map(({ connection: { id }, since }) => {
    return { connection_id: id, flow_id: 0, code: `nothing came, due since ${since.toISOString()}` }
  })
  await insertTurns(db, workspace, 'late', turns, now)
  const over = told.filter(({ connection_id }) => !late.some(({ connection: { id } }) => id === connection_id))
  for (const { connection_id } of over) log.info('data.arrived', { connection: connection_id })
  const ends = over.map((turn) => ({ ...turn, code: 'in time again' }))
  await insertTurns(db, workspace, 'arrived', ends, now)
}
