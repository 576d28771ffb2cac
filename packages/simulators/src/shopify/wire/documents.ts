import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
  visit,
} from 'graphql'

/** A document that was read and held against the schema, or what is wrong with it. */
export type Read = { document: DocumentNode; errors?: undefined } | { errors: Problem[]; document?: undefined }

/** An entry of `errors` as the vendor's server writes it. */
export interface Problem {
  message: string
  locations?: readonly { line: number; column: number }[]
  path?: readonly (string | number)[]
  extensions?: Record<string, unknown>
}

/** Reads and checks each document once: clients send few of them, often. */
export function documentReader(schema: GraphQLSchema): (text: string) => Read {
  const known = new Map<string, Read>()
  return (text) => {
    const seen = known.get(text)
    if (seen !== undefined) return seen
    const read = readDocument(schema, text)
    if (known.size > 300) known.clear()
    known.set(text, read)
    return read
  }
}

function readDocument(schema: GraphQLSchema, text: string): Read {
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const message = error.message.replace('Syntax Error: ', 'syntax error, ')
    return { errors: [{ message, locations: error.locations ?? [], extensions: { code: 'PARSE_ERROR' } }] }
  }
  const errors = validate(schema, document)
  if (errors.length === 0) return { document }
  return { errors: errors.map((error) => translated(document, error)) }
}

/** Rules by the words of graphql-js, and what the vendor's server says instead. */
const dialect: [RegExp, (parts: string[]) => { message: string; extensions: Record<string, unknown> }][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([fieldName = '', typeName = '']) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    ([name = '', type = '']) => {
      const typeName = type.replaceAll(/[![\]]/g, '')
      return {
        message: `Field must have selections (field '${name}' returns ${typeName} but has no selections. Did you mean '${name} { ... }'?)`,
        extensions: { code: 'selectionMismatch', nodeName: `field '${name}'`, typeName },
      }
    },
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    ([name = '', args = '']) => ({
      message: `Field '${name}' is missing required arguments: ${args}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name, arguments: args },
    }),
  ],
  [
    /^Directive "@(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    ([name = '', args = '']) => ({
      message: `Directive '${name}' is missing required arguments: ${args}`,
      extensions: { code: 'missingRequiredArguments', className: 'Directive', name, arguments: args },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "(?:\w+\.)?(\w+)"/,
    ([argumentName = '', name = '']) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
    }),
  ],
  [
    /^Unknown directive "@(\w+)"/,
    ([directiveName = '']) => ({
      message: `Directive @${directiveName} is not defined`,
      extensions: { code: 'undefinedDirective', directiveName },
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    ([variableName = '', operation = 'anonymous query']) => ({
      message: `Variable $${variableName} is declared by ${operation} but not used`,
      extensions: { code: 'variableNotUsed', variableName },
    }),
  ],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    ([argumentName = '', name = '']) => ({
      message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'InputObject', argumentName },
    }),
  ],
  [
    /^Field "(\w+)\.(\w+)" of required type "([^"]+)" was not provided/,
    ([name = '', argumentName = '', type = '']) => ({
      message: `Argument '${argumentName}' on InputObject '${name}' is required. Expected type ${type}`,
      extensions: { code: 'missingRequiredInputObjectAttribute', argumentName, inputObjectType: name },
    }),
  ],
  [
    /^(?:Expected value of type|Value ".*" does not exist in|\w+ cannot represent|Enum "\w+" cannot represent)/,
    () => ({ message: '', extensions: { code: 'argumentLiteralsIncompatible' } }),
  ],
]

function translated(document: DocumentNode, error: GraphQLError): Problem {
  const path = pathOf(document, error)
  const shared = { locations: error.locations ?? [], ...(path === undefined ? {} : { path }) }
  for (const [pattern, say] of dialect) {
    const found = pattern.exec(error.message)
    if (found === null) continue
    const said = say(found.slice(1))
    return { ...shared, message: said.message === '' ? error.message : said.message, extensions: said.extensions }
  }
  return { ...shared, message: error.message, extensions: { code: 'invalid' } }
}

/** `["query Name", "shop", "nothing"]`: from the operation down to the node at fault. */
function pathOf(document: DocumentNode, { nodes }: GraphQLError): string[] | undefined {
  const wanted = nodes?.[0]
  if (wanted === undefined) return undefined
  const way: string[] = []
  let path: string[] | undefined
  visit(document, {
    enter: (node) => {
      const step = stepOf(node)
      if (step !== undefined) way.push(step)
      if (node === wanted) path ??= [...way]
    },
    leave: (node) => {
      if (stepOf(node) !== undefined) way.pop()
    },
  })
  return path
}

function stepOf(node: { kind: string }): string | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION) {
    // Kind tells them apart, which the compiler does not see through the visitor.
    const operation = node as OperationDefinitionNode
    return operation.name === undefined ? operation.operation : `${operation.operation} ${operation.name.value}`
  }
  if (node.kind !== Kind.FIELD && node.kind !== Kind.ARGUMENT) return undefined
  return 'name' in node && typeof node.name === 'object' && node.name !== null && 'value' in node.name
    ? String(node.name.value)
    : undefined
}

/** One of the operations of a document, by the name that the client gave. */
export function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | string {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (name !== undefined) return operations.find((one) => one.name?.value === name) ?? `No operation named "${name}"`
  const [only] = operations
  return only === undefined || operations.length > 1 ? 'An operation name is required' : only
}
