import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql'
import { everything } from '../wire/pages.ts'
import { refuse } from '../wire/problems.ts'

/** One connection of a bulk query, and how deep it lies. */
interface Found {
  name: string
  depth: number
  usesNodes: boolean
  /** The connection within whose nodes it lies, and whether those select their id. */
  parent: { name: string; hasId: boolean } | undefined
  isInList: boolean
}

const invalid = (message: string) => refuse('query', message, 'INVALID')

/** Reads a bulk query by its own rules, and asks each connection for all that it has. */
export function bulkDocument(schema: GraphQLSchema, text: string): DocumentNode {
  const bytes = Buffer.byteLength(text)
  if (bytes > 65_535) invalid(`Query is too large (${bytes} bytes; maximum is 65535 bytes)`)
  const document = read(text)
  const [operation] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (operation?.operation !== 'query') return invalid('Invalid operation type. Only `query` operations are supported.')
  check(schema, operation)
  const sized = visit(document, {
    Field: (node): FieldNode | undefined => {
      const isConnection = node.selectionSet?.selections.some(
        (one) => one.kind === Kind.FIELD && one.name.value === 'edges',
      )
      if (isConnection !== true) return undefined
      const given = (node.arguments ?? []).filter(({ name }) => !['first', 'last'].includes(name.value))
      const all = { kind: Kind.INT, value: String(everything) } as const
      const first = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'first' }, value: all } as const
      return { ...node, arguments: [...given, first] }
    },
  })
  const [mistake] = validate(schema, sized)
  if (mistake !== undefined) invalid(`Invalid bulk query: ${mistake.message}`)
  return sized
}

function read(text: string): DocumentNode {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const words = error.message.replace('Syntax Error: ', '').replace(/^.*<EOF>.*$/, 'unexpected end of file')
    return invalid(`Invalid bulk query: syntax error, ${words}`)
  }
}

function check(schema: GraphQLSchema, operation: OperationDefinitionNode): void {
  const root = schema.getQueryType()
  if (!root) return
  if (operation.selectionSet.selections.some((one) => one.kind === Kind.FIELD && one.name.value === 'node')) {
    invalid('Bulk queries cannot contain a top level `node` field.')
  }
  const found: Found[] = []
  gather(operation.selectionSet, root, { depth: 0, parent: undefined, isInList: false }, found)
  if (found.length === 0) invalid('Bulk queries must contain at least one connection.')
  if (found.length > 5) invalid('Bulk queries cannot contain more than 5 connections.')
  if (found.some(({ depth }) => depth > 2)) {
    invalid('Bulk queries cannot contain connections with a nesting depth greater than 2.')
  }
  if (found.some(({ isInList }) => isInList)) {
    invalid('Queries that contain a connection field within a list field are not currently supported.')
  }
  const byNodes = found.filter(({ usesNodes }) => usesNodes).map(({ name }) => name)
  if (byNodes.length > 0) {
    invalid(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${byNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${byNodes.join("', '")}'.`,
    )
  }
  const withoutId = found.flatMap(({ parent }) => (parent !== undefined && !parent.hasId ? [parent.name] : []))
  if (withoutId.length > 0) {
    invalid(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(', ')}.`,
    )
  }
}

interface Way {
  depth: number
  parent: Found['parent']
  isInList: boolean
}

function gather(set: SelectionSetNode | undefined, type: GraphQLNamedType, way: Way, found: Found[]): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet, type, way, found)
    if (selection.kind !== Kind.FIELD || !(isObjectType(type) || isInterfaceType(type))) continue
    const field = type.getFields()[selection.name.value]
    if (field === undefined) continue
    const inner = getNamedType(field.type)
    const bare = isNonNullType(field.type) ? field.type.ofType : field.type
    if (inner.name.endsWith('Connection')) gatherConnection(selection, inner, way, found)
    else gather(selection.selectionSet, inner, { ...way, isInList: way.isInList || isListType(bare) }, found)
  }
}

function gatherConnection(field: FieldNode, type: GraphQLNamedType, way: Way, found: Found[]): void {
  const depth = way.depth + 1
  const name = field.name.value
  const usesNodes = fieldsOf(field.selectionSet, 'nodes').length > 0
  found.push({ name, depth, usesNodes, parent: way.parent, isInList: way.isInList })
  const below = schemaNode(type)
  const nodes = fieldsOf(field.selectionSet, 'edges').flatMap((edge) => fieldsOf(edge.selectionSet, 'node'))
  for (const node of nodes) {
    const hasId = fieldsOf(node.selectionSet, 'id').some(({ alias }) => alias === undefined)
    if (below !== undefined)
      gather(node.selectionSet, below, { depth, parent: { name, hasId }, isInList: false }, found)
  }
}

/** Of what a connection is made. */
function schemaNode(connection: GraphQLNamedType): GraphQLNamedType | undefined {
  if (!isObjectType(connection)) return undefined
  const nodes = connection.getFields().nodes
  return nodes === undefined ? undefined : getNamedType(nodes.type)
}

const fieldsOf = (set: SelectionSetNode | undefined, name: string): FieldNode[] =>
  (set?.selections ?? []).filter((one) => one.kind === Kind.FIELD).filter((one) => one.name.value === name)

/** One line for each object; those within others name their parent. */
export function linesOf(data: unknown): { lines: Record<string, unknown>[]; roots: number } {
  const lines: Record<string, unknown>[] = []
  let roots = 0
  const add = (node: object, parentId: unknown, isRoot: boolean) => {
    const line = flat(node, node, (child, parent) => add(child, idOf(parent) ?? idOf(node), false))
    lines.push(parentId === undefined ? line : { ...line, __parentId: parentId })
    if (isRoot) roots += 1
  }
  if (isObject(data)) flat(data, data, (node) => add(node, undefined, true))
  return { lines, roots }
}

/** The object without its connections, whose nodes are handed over. */
function flat(of: object, parent: object, hand: (node: object, parent: object) => void): Record<string, unknown> {
  const line: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(of)) {
    if (isObject(value) && 'edges' in value && Array.isArray(value.edges)) {
      for (const edge of value.edges)
        if (isObject(edge) && 'node' in edge && isObject(edge.node)) hand(edge.node, parent)
    } else line[name] = isObject(value) ? flat(value, value, hand) : value
  }
  return line
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idOf = (node: object): unknown => ('id' in node ? node.id : undefined)
