import type { Call } from './call.ts'

/** An expanded list is cut here, and cannot be paged. */
const nestedMax = 100

/** Every nested list is wrapped, too. */
export interface Nested<T> {
  elements: T[]
}

/** The expand names that are known; others are ignored without an error, and so is the documented maximum of three. */
export function expandOf<Name extends string>(call: Call, known: readonly Name[]): ReadonlySet<Name> {
  const asked = new Set(call.request.query.getAll('expand').flatMap((list) => list.split(',')))
  return new Set(known.filter((name) => asked.has(name)))
}

export function nested<T>(call: Call, elements: readonly T[]): Nested<T> | undefined {
  if (elements.length === 0 && call.shop.choices.emptyNestedList === 'absent') return undefined
  return { elements: elements.slice(0, nestedMax) }
}
