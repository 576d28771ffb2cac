// Reduces Shopify's whole schema to what a commerce sync needs:
// node packages/simulators/scripts/reduce-shopify-schema.ts <admin-2026-10.graphql.gz> <access-2026-10.json.gz>
// The fields that the documents in specs/shopify name stay; inputs and enums stay whole. The connector is given the
// same file: it and the simulator share the vendor's words and nothing else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { gunzipSync } from 'node:zlib'
import {
  buildSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'

const specs = new URL('../specs/shopify/', import.meta.url)
const connector = new URL('../../../connectors/shopify/specs/', import.meta.url)

const [source, accessSource] = argv.slice(2)
if (source === undefined || accessSource === undefined) {
  throw new Error('say which: reduce-shopify-schema.ts <admin-2026-10.graphql.gz> <access-2026-10.json.gz>')
}
const sdl = gunzipSync(readFileSync(source)).toString()
const reduced = reduce(sdl, ['operations.graphql', 'wider.graphql'])
for (const place of [specs, connector]) {
  mkdirSync(place, { recursive: true })
  writeFileSync(new URL('admin-2026-10.graphql', place), reduced)
}
writeFileSync(new URL('access.json', specs), `${JSON.stringify(accessOf(reduced), null, 1)}\n`)

/** Which scope opens what, of what was kept; without what a person of the shop must be allowed besides. */
function accessOf(kept: string): Record<string, Record<string, string>> {
  const types = buildSchema(kept).getTypeMap()
  const has = (type: string, field: string) => {
    const known = types[type]
    return isObjectType(known) && field in known.getFields()
  }
  const whole: Record<string, Record<string, string>> = JSON.parse(
    gunzipSync(readFileSync(accessSource ?? '')).toString(),
  )
  const some = (part: string, isKept: (name: string) => boolean) =>
    Object.fromEntries(
      Object.entries(whole[part] ?? {})
        .filter(([name, text]) => isKept(name) && /`[a-z_]+` access scope/.test(text))
        .map(([name, text]) => [name, text.split(' Also: ')[0] ?? '']),
    )
  return {
    mutations: some('mutations', (name) => has('Mutation', name)),
    queries: some('queries', (name) => has('QueryRoot', name)),
    types: some('types', (name) => name in types && !/Error$/.test(name)),
    fields: some('fields', (name) => has(name.split('.')[0] ?? '', name.split('.')[1] ?? '')),
    protected: Object.fromEntries(
      Object.entries(whole.protectedCustomerData ?? {}).filter(([name]) =>
        has(name.split('.')[0] ?? '', name.split('.')[1] ?? ''),
      ),
    ),
  }
}

function reduce(text: string, documents: string[]): string {
  const schema = buildSchema(text, { assumeValid: true })
  const parsed = documents.map((name) => {
    const document = parse(readFileSync(new URL(name, specs), 'utf8'))
    const mistakes = validate(schema, document).filter(({ message }) => !/is never used|conflict/.test(message))
    if (mistakes.length > 0) throw new Error(`${name}: ${mistakes.map(({ message }) => message).join('\n')}`)
    return document
  })
  const kept = walk(schema, parsed)
  const definitions = parse(text, { noLocation: true }).definitions.flatMap((definition) => cut(definition, kept))
  // Descriptions are left out: they are nine tenths of the text, and the vendor's pages have them.
  const bare = visit({ kind: Kind.DOCUMENT, definitions } satisfies DocumentNode, {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  })
  const result = print(bare)
  const check = buildSchema(result)
  for (const document of parsed) {
    const lost = validate(check, document).filter(({ message }) => !/is never used|conflict/.test(message))
    if (lost.length > 0) throw new Error(`the reduced schema lost: ${lost.map(({ message }) => message).join('\n')}`)
  }
  return `# Reduced by scripts/reduce-shopify-schema.ts from the Admin API's schema, version 2026-10.\n# Copyright 2025-present Shopify Inc., ISC licence: see README.md beside it.\n\n${result}\n`
}

/** Type names and, for those with fields of their own, the fields that stay. */
type Kept = Map<string, Set<string>>

function walk(schema: GraphQLSchema, documents: DocumentNode[]): Kept {
  const kept: Kept = new Map()
  for (const { args } of schema.getDirectives()) for (const { type } of args) keep(kept, getNamedType(type))
  for (const document of documents) keepNamed(kept, schema, document)
  shareWithImplementors(kept, schema)
  for (const [name, fields] of kept) if (isObjectType(schema.getType(name)) && fields.size === 0) kept.delete(name)
  return kept
}

function keep(kept: Kept, type: GraphQLNamedType): Set<string> {
  const known = kept.get(type.name)
  if (known !== undefined) return known
  const fields = new Set<string>()
  kept.set(type.name, fields)
  if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) keep(kept, getNamedType(field.type))
  return fields
}

function keepNamed(kept: Kept, schema: GraphQLSchema, document: DocumentNode): void {
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => {
        const parent = info.getParentType()
        const field = info.getFieldDef()
        if (!parent || !field || field.name.startsWith('__')) return
        keep(kept, parent).add(field.name)
        keep(kept, getNamedType(field.type))
        for (const { type } of field.args) keep(kept, getNamedType(type))
      },
      InlineFragment: () => {
        const type = info.getType()
        if (type) keep(kept, getNamedType(type))
      },
    }),
  )
}

/** What is named of an interface is there in each of its types. */
function shareWithImplementors(kept: Kept, schema: GraphQLSchema): void {
  for (const [name, fields] of kept) {
    const type = schema.getType(name)
    if (!isInterfaceType(type)) continue
    for (const implementor of schema.getPossibleTypes(type)) {
      const own = kept.get(implementor.name)
      for (const field of fields) own?.add(field)
    }
  }
}

function cut(definition: DefinitionNode, kept: Kept): DefinitionNode[] {
  const named = (types: readonly NamedTypeNode[] | undefined) =>
    (types ?? []).filter(({ name }) => kept.has(name.value))
  switch (definition.kind) {
    case Kind.SCHEMA_DEFINITION:
    case Kind.DIRECTIVE_DEFINITION:
      return [definition]
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = kept.get(definition.name.value)
      if (fields === undefined) return []
      return [
        {
          ...definition,
          interfaces: named(definition.interfaces),
          fields: (definition.fields ?? []).filter(({ name }) => fields.has(name.value)),
        },
      ]
    }
    case Kind.UNION_TYPE_DEFINITION:
      return kept.has(definition.name.value) ? [{ ...definition, types: named(definition.types) }] : []
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return kept.has(definition.name.value) ? [definition] : []
    default:
      return []
  }
}
