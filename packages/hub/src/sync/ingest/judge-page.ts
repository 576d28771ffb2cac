import { keyName } from './entity-rules.ts'
import { type Bench, type Case, judge, refuse, weigh } from './judge.ts'

/**
 * Decides the outcome of every record of a page. Which of them is listed first must not matter: one whose key another
 * record has waits until the page has nothing more to say, and those that only exchange their keys move together.
 */
export function judgePage(bench: Bench, cases: readonly Case[]): void {
  let waiting = cases.filter((each) => !judge(bench, each))
  while (waiting.length > 0) {
    const still = waiting.filter((each) => !judge(bench, each))
    if (still.length === waiting.length) {
      const moving = exchange(bench, waiting)
      if (moving.length === 0) break
      for (const { given, holder } of moving) for (const name of given) free(bench, name, holder)
      const isSettled = new Set(moving.filter(({ of }) => judge(bench, of)).map(({ of }) => of))
      if (isSettled.size === 0) break
      waiting = waiting.filter((each) => !isSettled.has(each))
    } else waiting = still
  }
  for (const each of waiting) refuse(bench, each)
}

function free(bench: Bench, name: string, holder: number): void {
  if (bench.holders.get(name) === holder) bench.holders.delete(name)
}

/** One that would move if the others did. */
interface Mover {
  of: Case
  holder: number
  /** What it wants to have, and what it would give up for that. */
  keys: string[]
  given: string[]
}

/** A set of records among whom every wanted key is free, or given up by one of them, and wanted by one alone. */
function exchange(bench: Bench, waiting: readonly Case[]): Mover[] {
  const all = oneEach(waiting).flatMap((of) => moverOf(bench, of))
  const isInRing = ringsOf(bench, all)
  // Of two who want the same key, the one that gives up what its holder wants comes first: else nobody moves.
  let moving = [...all.filter((each) => isInRing.has(each.holder)), ...all.filter((each) => !isInRing.has(each.holder))]
  for (;;) {
    const givers = new Map(moving.flatMap(({ given, holder }) => given.map((name) => [name, holder] as const)))
    const claims = new Map<string, number>()
    for (const { holder, keys } of moving) for (const key of keys) if (!claims.has(key)) claims.set(key, holder)
    const fit = moving.filter(({ holder, keys }) =>
      keys.every((key) => {
        const has = bench.holders.get(key)
        return claims.get(key) === holder && (has === undefined || has === holder || givers.get(key) === has)
      }),
    )
    if (fit.length === moving.length) return fit
    moving = fit
  }
}

function moverOf(bench: Bench, of: Case): Mover[] {
  const next = weigh(bench, of)
  if (next === null) return []
  const keys = next.keys.map(keyName)
  const given = of.record.keys.map(keyName).filter((name) => !keys.includes(name))
  return [{ of, holder: of.record.id, keys, given }]
}

/** The records from which, going from each to the one in its way, one comes back to where one began. */
function ringsOf(bench: Bench, movers: readonly Mover[]): Set<number> {
  const inTheWay = new Map(
    movers.map(({ holder, keys }) => {
      const others = keys.map((key) => bench.holders.get(key)).filter((has) => has !== undefined && has !== holder)
      return [holder, others[0]] as const
    }),
  )
  const rings = new Set<number>()
  for (const { holder } of movers) {
    let at = inTheWay.get(holder)
    for (let steps = 0; at !== undefined && at !== holder && steps < movers.length; steps += 1) at = inTheWay.get(at)
    if (at === holder) rings.add(holder)
  }
  return rings
}

/** Of two sources of one record the first one moves. */
function oneEach(waiting: readonly Case[]): Case[] {
  return [...new Map(waiting.toReversed().map((each) => [each.record.id, each])).values()].toReversed()
}
