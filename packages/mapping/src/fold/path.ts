/** Places inside a record, as keys of a flat table: `firstName`, `addresses/17`, `addresses/17/city`. */
import { put } from './value-shape.ts'

/** The key that stands for every place without an entry of its own. */
export const rest = '*'

/** A child's id or a custom field's name may hold a slash; `~` and `/` are written as in JSON Pointer. */
export function step(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}

/** The name that `step` wrote. */
export function nameOfStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** What a flat table says of a place: its own entry, else that of the place around it, else that of all the rest. */
export function lookUp<T>(table: Readonly<Record<string, T>>, path: string): T | undefined {
  let place = path
  while (true) {
    if (Object.hasOwn(table, place)) return table[place]
    const end = place.lastIndexOf('/')
    if (end < 0) return table[rest]
    place = place.slice(0, end)
  }
}

/** Something said of each field of a record: of the whole field, or of each part of it. */
export type Tree<T> = Map<string, T | Tree<T>>

/**
 * The smallest flat table that says the same: what is said most often stands once, for all the rest.
 * `earlier` decides between two that are said equally often.
 */
export function compact<T extends string | number>(tree: Tree<T>, earlier: (a: T, b: T) => boolean): Record<string, T> {
  const table: Record<string, T> = {}
  const common = flatten(tree, '', earlier, table)
  if (common !== undefined) table[rest] = common
  return table
}

/** Writes what differs from the common word into the table, and answers the common word. */
function flatten<T extends string | number>(
  tree: Tree<T>,
  prefix: string,
  earlier: (a: T, b: T) => boolean,
  table: Record<string, T>,
): T | undefined {
  const said: { path: string; value: T; within?: Record<string, T> }[] = []
  const votes = new Map<T, number>()
  for (const [name, value] of tree) {
    const path = prefix + step(name)
    if (!(value instanceof Map)) {
      said.push({ path, value })
      votes.set(value, (votes.get(value) ?? 0) + 1)
      continue
    }
    const within: Record<string, T> = {}
    const common = flatten(value, `${path}/`, earlier, within)
    if (common === undefined) continue
    said.push({ path, value: common, within })
    votes.set(common, (votes.get(common) ?? 0) + 1)
  }
  let common: T | undefined
  let most = 0
  for (const [value, count] of votes) {
    if (count > most || (count === most && common !== undefined && earlier(value, common))) {
      common = value
      most = count
    }
  }
  for (const { path, value, within } of said) {
    if (value !== common) put(table, path, value)
    for (const [inside, other] of Object.entries(within ?? {})) put(table, inside, other)
  }
  return common
}
