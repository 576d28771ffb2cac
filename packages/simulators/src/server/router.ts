/** A route's pattern is `GET /a/:id/b`; `:id` stands for one segment of the path. */
export type Routes<H> = Record<string, H>

/** What a router found: a handler, or the verbs that the path would have known, or nothing. */
export type Found<H> =
  | { kind: 'handler'; handler: H; pattern: string; params: Record<string, string> }
  | { kind: 'wrong-method'; allowed: string[] }
  | { kind: 'nothing' }

interface Leaf<H> {
  handler: H
  pattern: string
  /** Of the segments that are not fixed, from left to right. */
  names: string[]
}

/** One segment of all known paths. A fixed word is tried before `:id`. */
interface Node<H> {
  words: Map<string, Node<H>>
  any: Node<H> | undefined
  byMethod: Map<string, Leaf<H>>
}

/** Finds by segment and not by trying each route: a vendor has some hundreds, and one of them is hot. */
export function createRouter<H>(routes: Routes<H>): (method: string, path: string) => Found<H> {
  const root = emptyNode<H>()
  for (const [pattern, handler] of Object.entries(routes)) {
    const [method = '', path = ''] = pattern.split(' ')
    const names: string[] = []
    let node = root
    for (const part of path.split('/').slice(1)) {
      if (part.startsWith(':')) names.push(part.slice(1))
      node = childOf(node, part)
    }
    node.byMethod.set(method, { handler, pattern, names })
  }
  return (method, path) => {
    const segments = path.replace(/\/$/, '').split('/').slice(1)
    const allowed: string[] = []
    const found = descend({ segments, method, allowed }, root, 0, [])
    if (found !== undefined) return found
    return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'nothing' }
  }
}

const emptyNode = <H>(): Node<H> => ({ words: new Map(), any: undefined, byMethod: new Map() })

function childOf<H>(node: Node<H>, part: string): Node<H> {
  if (part.startsWith(':')) {
    node.any ??= emptyNode<H>()
    return node.any
  }
  const known = node.words.get(part) ?? emptyNode<H>()
  node.words.set(part, known)
  return known
}

function descend<H>(
  sought: { segments: string[]; method: string; allowed: string[] },
  node: Node<H>,
  depth: number,
  values: string[],
): Found<H> | undefined {
  const segment = sought.segments[depth]
  if (segment === undefined) {
    const leaf = node.byMethod.get(sought.method)
    if (leaf === undefined) {
      sought.allowed.push(...node.byMethod.keys())
      return undefined
    }
    const params = Object.fromEntries(leaf.names.map((name, n) => [name, decoded(values[n] ?? '')]))
    return { kind: 'handler', handler: leaf.handler, pattern: leaf.pattern, params }
  }
  const word = node.words.get(segment)
  const found = word === undefined ? undefined : descend(sought, word, depth + 1, values)
  if (found !== undefined || node.any === undefined) return found
  return descend(sought, node.any, depth + 1, [...values, segment])
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
