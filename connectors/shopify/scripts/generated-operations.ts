import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { plugin } from '@graphql-codegen/typescript-operations'
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
} from 'graphql'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** From the root of the repository. */
export const operationsFile = 'connectors/shopify/src/generated/operations.gen.ts'

/** What Shopify writes as a text, it writes as a text: money and counts may be larger or finer than a number holds. */
const scalars = {
  ...{ ID: 'string', Decimal: 'string', Money: 'string', DateTime: 'string', URL: 'string', UnsignedInt64: 'string' },
  JSON: 'unknown',
}

/**
 * Each operation of src/operations.graphql as the text that is sent, typed by what it takes and by what the vendor
 * promises for it. Replies are parsed at the door all the same: the types prove that no more is parsed there than was
 * promised. Throws where an operation is not valid in the vendor's schema.
 */
export async function generatedOperations(): Promise<string> {
  const document = parse(readFileSync(at('../src/operations.graphql'), 'utf8'))
  const schema = buildSchema(readFileSync(at('../specs/admin-2026-10.graphql'), 'utf8'), { assumeValid: true })
  const errors = validate(schema, document)
  if (errors.length > 0) throw new Error(errors.join('\n'))
  const made = await plugin(schema, [{ document, location: 'operations.graphql' }], { scalars }, {})
  const types = typeof made === 'string' ? made : [...(made.prepend ?? []), made.content].join('\n')
  return `// Made by scripts/generated-operations.ts from src/operations.graphql. Do not edit.

/** An operation as it is sent. Nothing has the other two: they are what it takes, and what is promised for it. */
export interface Operation<Reply, Variables> {
  text: string
  reply?: Reply
  variables?: Variables
}

${types.trim()}

${operationsOf(document).join('\n\n')}
`
}

function operationsOf(document: DocumentNode): string[] {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  return document.definitions.flatMap((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION || each.name === undefined) return []
    const name = each.name.value
    const type = `${name}${each.operation === 'query' ? 'Query' : 'Mutation'}`
    const text = stripIgnoredCharacters([each, ...namedIn(each, fragments)].map(print).join('\n'))
    const constant = name.charAt(0).toLowerCase() + name.slice(1)
    return [`export const ${constant}: Operation<${type}, ${type}Variables> = {\n  text: ${JSON.stringify(text)},\n}`]
  })
}

/** The fragments that an operation is made of, and those that they are made of. */
function namedIn(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  const found = new Set<FragmentDefinitionNode>()
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread(spread) {
        const fragment = fragments.get(spread.name.value)
        if (fragment === undefined || found.has(fragment)) return
        found.add(fragment)
        look(fragment)
      },
    })
  }
  look(operation)
  return found
}
