import type { Call } from './call.ts'

/** An expanded list is cut here, and cannot be paged. */
const nestedMax = 100

/** Every nested list is wrapped, too. */
export interface Nested<T> {
  elements: T[]
}

/** The expand names that are known; others are ignored without an error, and so are those beyond the most. */
export function expandOf<Name extends string>({ request, shop }: Call, known: readonly Name[]): ReadonlySet<Name> {
  const asked = request.query.getAll('expand').flatMap((list) => list.split(','))
  const names = asked.map((name) => known.find((one) => one === name)).filter((name) => name !== undefined)
  return new Set([...new Set(names)].slice(0, shop.choices.mostExpands))
}

export function nested<T>(call: Call, elements: readonly T[]): Nested<T> | undefined {
  if (elements.length === 0 && call.shop.choices.emptyNestedList === 'absent') return undefined
  return { elements: elements.slice(0, nestedMax) }
}
