import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

/** Points of one selection at one time: of a connection by its size. */
type Sizes = (field: FieldNode, data: unknown) => number

const free = new Set(['MoneyV2', 'MoneyBag', 'MailingAddress', 'LocationAddress', 'PageInfo'])

/** What was fitted to recorded answers: 1, 2, then twice the natural logarithm. */
const weight = (size: number) => (size <= 2 ? size : Math.floor(2 * Math.log(size)))

/** What a document asks for, by its `first` and `last`, before anything is done. */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const sizeOf: Sizes = (field) => {
    const sized = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')
    const size = sized === undefined ? 0 : valueFromASTUntyped(sized.value, variables)
    return typeof size === 'number' ? size : 0
  }
  return costOf(schema, document, operation, sizeOf, undefined)
}

/** What it came to: connections count with what they held. */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: unknown,
): number {
  const sizeOf: Sizes = (_field, page) => pageOf(page).length
  return costOf(schema, document, operation, sizeOf, data ?? {})
}

function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sizeOf: Sizes,
  data: unknown,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  const isMutation = operation.operation === 'mutation'
  const root = isMutation ? schema.getMutationType() : schema.getQueryType()
  if (!root) return 0

  const ofSelections = (set: SelectionSetNode | undefined, type: GraphQLNamedType, held: unknown): number => {
    let points = 0
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) points += ofField(selection, type, held)
      else {
        const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
        const named = inner?.typeCondition === undefined ? type : schema.getType(inner.typeCondition.name.value)
        if (inner !== undefined && named !== undefined) points += ofSelections(inner.selectionSet, named, held)
      }
    }
    return points
  }
  const ofField = (field: FieldNode, parent: GraphQLNamedType, held: unknown): number => {
    const type = typeOf(parent, field.name.value)
    if (type === undefined || !isCompositeType(type)) return 0
    const value = held === undefined ? undefined : childOf(held, field.alias?.value ?? field.name.value)
    // What was answered with null cost nothing.
    if (held !== undefined && (value === null || value === undefined)) return 0
    const one = Array.isArray(value) ? value[0] : value
    if (type.name.endsWith('Connection')) return 2 + weight(sizeOf(field, one)) * ofNodes(field.selectionSet, type, one)
    const inner = type.name === 'Count' ? 0 : ofSelections(field.selectionSet, type, one)
    return inner + own(type, isMutation && parent === root)
  }
  /** One node with its selections; whether it stands in `nodes` or in `edges` is all one. */
  const ofNodes = (set: SelectionSetNode | undefined, connection: GraphQLNamedType, page: unknown): number => {
    const [first] = page === undefined ? [undefined] : pageOf(page)
    const edges = subfields(set, 'edges').flatMap((edge) => subfields(edge.selectionSet, 'node'))
    const node = typeOf(connection, 'nodes')
    if (node === undefined) return 1
    let points = 1
    for (const { selectionSet } of [...subfields(set, 'nodes'), ...edges])
      points += ofSelections(selectionSet, node, first)
    return points
  }
  return ofSelections(operation.selectionSet, root, data)
}

/** Of the object itself: nothing for money and the like, ten for a count and for a mutation. */
function own(type: GraphQLNamedType, isWrite: boolean): number {
  if (isWrite || type.name === 'Count') return 10
  return free.has(type.name) || type.name.endsWith('Error') ? 0 : 1
}

function typeOf(parent: GraphQLNamedType, field: string): GraphQLNamedType | undefined {
  const fields = 'getFields' in parent && !isInputObjectType(parent) ? parent.getFields() : {}
  return fields[field] === undefined ? undefined : getNamedType(fields[field].type)
}

const subfields = (set: SelectionSetNode | undefined, name: string): FieldNode[] =>
  (set?.selections ?? []).filter((one) => one.kind === Kind.FIELD).filter((one) => one.name.value === name)

const childOf = (held: unknown, name: string): unknown =>
  typeof held === 'object' && held !== null && name in held
    ? Object.entries(held).find(([key]) => key === name)?.[1]
    : undefined

/** The nodes of an answered connection, however they were asked for. */
function pageOf(page: unknown): unknown[] {
  const nodes = childOf(page, 'nodes')
  if (Array.isArray(nodes)) return nodes
  const edges = childOf(page, 'edges')
  return Array.isArray(edges) ? edges.map((edge) => childOf(edge, 'node')) : []
}
