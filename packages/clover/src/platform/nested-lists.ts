/**
 * Every list inside of an object comes wrapped, `{"elements":[…]}` [S], and most writes want it bare: so lists are bare
 * on this side. Works on the freshly parsed reply itself; a list that came bare stays as it is.
 */
export function unwrapLists(node: unknown): void {
  if (Array.isArray(node)) {
    for (const element of node) unwrapLists(element)
    return
  }
  if (typeof node !== 'object' || node === null) return
  for (const [name, value] of Object.entries(node)) {
    const elements = elementsIn(value)
    if (elements !== undefined) Object.assign(node, { [name]: elements })
    unwrapLists(elements ?? value)
  }
}

function elementsIn(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('elements' in value)) return undefined
  const isList = Object.keys(value).every((name) => name === 'elements' || name === 'href')
  return isList && Array.isArray(value.elements) ? value.elements : undefined
}

/** A list as either side writes it. */
export type Wrapped<T> = readonly T[] | { elements: readonly T[] }
