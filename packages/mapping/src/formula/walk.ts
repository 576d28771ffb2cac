/** Walking a tree without knowing its kinds. */
import type { Node } from './ast.ts'
import type { Place } from './formula-error.ts'

/** The nodes right below one, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return []
    case 'member':
    case 'unary':
    case 'cast':
      return [node.of]
    case 'index':
      return [node.of, node.index]
    case 'call':
      return node.args
    case 'method':
      return [node.of, ...node.args]
    case 'binary':
      return [node.left, node.right]
    case 'ternary':
      return [node.test, node.yes, node.no]
    case 'lambda':
      return [node.body]
    case 'list':
      return node.items
    case 'template':
      return node.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.value]))
  }
}

export function countNodes(node: Node): number {
  return childrenOf(node).reduce((sum, child) => sum + countNodes(child), 1)
}

/** The tree with every node at one place: for a condition whose own places mean nothing to the reader. */
export function placedAt(node: Node, place: Place): Node {
  const { at, end } = place
  const moved = (child: Node) => placedAt(child, place)
  switch (node.kind) {
    case 'literal':
    case 'name':
      return { ...node, at, end }
    case 'member':
    case 'unary':
    case 'cast':
      return { ...node, of: moved(node.of), at, end }
    case 'index':
      return { ...node, of: moved(node.of), index: moved(node.index), at, end }
    case 'call':
      return { ...node, args: node.args.map(moved), at, end }
    case 'method':
      return { ...node, of: moved(node.of), args: node.args.map(moved), at, end }
    case 'binary':
      return { ...node, left: moved(node.left), right: moved(node.right), at, end }
    case 'ternary':
      return { ...node, test: moved(node.test), yes: moved(node.yes), no: moved(node.no), at, end }
    case 'lambda':
      return { ...node, body: moved(node.body), at, end }
    case 'list':
      return { ...node, items: node.items.map(moved), at, end }
    case 'template': {
      const parts = node.parts.map((part) => (typeof part === 'string' ? part : { ...part, value: moved(part.value) }))
      return { ...node, parts, at, end }
    }
  }
}
