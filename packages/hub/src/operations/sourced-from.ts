import { type Connection, listConnections } from '../store/connection.ts'
import { connectionsThatSpeak, type Hand, type SourcedFrom, sourcesOf } from '../store/sourced-from.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** What a record is sourced from: as it is asked for, and as people read it. */
export interface SourceName {
  /** The connector, or a connection of it where it has several; else loyalty-form, by-hand or api. */
  from: string
  name: string
}

interface Known extends SourceName {
  of: SourcedFrom
}

const hands: readonly Known[] = (
  [
    ['loyalty-form', 'Loyalty form'],
    ['by-hand', 'By hand'],
    ['api', 'API'],
  ] as const satisfies readonly (readonly [Hand, string])[]
).map(([from, name]) => ({ from, name, of: { connectionIds: [], hands: [from] } }))

/** Everything that records may be sourced from. */
export async function listSources(hub: Hub): Promise<SourceName[]> {
  const { offered } = await knownSources(hub)
  return offered.map(({ from, name }) => ({ from, name }))
}

/** Which sources a word stands for: a connector, a connection, or a hand, by its id or as people read it. */
export async function sourceCalled(hub: Hub, word: string): Promise<SourcedFrom> {
  const { offered, rest } = await knownSources(hub)
  const asked = word.trim().toLowerCase()
  const called = [...offered, ...rest].filter(({ from, name }) => [from, name].some((it) => it.toLowerCase() === asked))
  if (called.length > 0) {
    return {
      connectionIds: [...new Set(called.flatMap(({ of }) => of.connectionIds))],
      hands: called.flatMap(({ of }) => of.hands),
    }
  }
  const words = offered.map(({ from }) => from).join(', ')
  throw new Refusal(
    'invalid',
    'unknown_source',
    `No record can be sourced from "${word}": there are ${words}. Ask for one of them`,
    { problems: [{ pointer: '/from', detail: `one of ${words}` }] },
  )
}

/** Says of records what each is sourced from. */
export async function namesOfSources(hub: Hub, recordIds: number[]): Promise<(id: number) => SourceName[]> {
  const [sources, { shown }] = await Promise.all([sourcesOf(hub.db, hub.workspaceId, recordIds), knownSources(hub)])
  return (id) => {
    const of = sources.get(id)
    return shown
      .filter(
        ({ of: { connectionIds, hands } }) =>
          connectionIds.some((each) => of?.connectionIds.includes(each)) ||
          hands.some((each) => of?.hands.includes(each)),
      )
      .map(({ from, name }) => ({ from, name }))
  }
}

interface Sources {
  /** What is worth asking for. */
  offered: Known[]
  /** What may be asked for all the same: one connection of a connector, or one that nothing comes from. */
  rest: Known[]
  /** What a record is said to be from. */
  shown: Known[]
}

/** A connector goes by its own name while one connection of it reads into the hub; where several do, by theirs as well. */
async function knownSources(hub: Hub): Promise<Sources> {
  const [connections, speaking] = await Promise.all([
    listConnections(hub.db, hub.workspaceId, { after: 0, limit: mostConnections }),
    connectionsThatSpeak(hub.db, hub.workspaceId),
  ])
  const sources: Sources = { offered: [], rest: [], shown: [] }
  for (const [connector, all] of Map.groupBy(connections, (connection) => connection.connector)) {
    const title = hub.connectors.get(connector)?.title ?? connector
    const known = (from: string, name: string, of: readonly Connection[]): Known => {
      return { from, name, of: { connectionIds: of.map(({ id }) => id), hands: [] } }
    }
    const reading = all.filter(({ id }) => speaking.has(id))
    const each = reading.map((one) => known(one.name, one.name, [one]))
    const isOne = reading.length < 2
    sources.shown.push(...(isOne ? [known(connector, title, all)] : all.map((one) => known(one.name, one.name, [one]))))
    sources[reading.length > 0 ? 'offered' : 'rest'].push(known(connector, title, reading))
    sources[isOne ? 'rest' : 'offered'].push(...each)
    // Of those that only write nobody is asked anything.
    sources.rest.push(...all.filter((one) => !speaking.has(one.id)).map((one) => known(one.name, one.name, [])))
  }
  return { offered: [...sources.offered, ...hands], rest: sources.rest, shown: [...sources.shown, ...hands] }
}

const mostConnections = 1_000
