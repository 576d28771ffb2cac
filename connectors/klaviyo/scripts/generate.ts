/**
 * Writes src/generated/klaviyo.gen.ts: the request bodies of the calls that this connector makes, typed from the
 * vendor's own specification. Replies are not typed here: they are parsed at the door.
 *
 *   node connectors/klaviyo/scripts/generate.ts [specification]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'

const bodies: [path: string, method: string][] = [
  ['/api/profiles/{id}', 'patch'],
  ['/api/profile-import', 'post'],
  ['/api/profile-bulk-import-jobs', 'post'],
  ['/api/lists/{id}/relationships/profiles', 'post'],
  ['/api/lists/{id}/relationships/profiles', 'delete'],
  ['/api/profile-subscription-bulk-create-jobs', 'post'],
  ['/api/profile-subscription-bulk-delete-jobs', 'post'],
  ['/api/events', 'post'],
  ['/api/event-bulk-create-jobs', 'post'],
]
const prose = new Set(['description', 'title'])
const shipped = fileURLToPath(new URL('../../../packages/simulators/specs/klaviyo/openapi.json', import.meta.url))
const target = fileURLToPath(new URL('../src/generated/klaviyo.gen.ts', import.meta.url))

interface Specification {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, { requestBody?: unknown }>>
  components: { schemas: Record<string, unknown> }
}

// The vendor's file: the generator checks its shape.
const specification = JSON.parse(readFileSync(process.argv[2] ?? shipped, 'utf8')) as Specification
const note = `Made by scripts/generate.ts from revision ${specification.info.version} of the vendor's specification.`
writeFileSync(target, `// ${note} Do not edit.\n\n${await typesOf(specification)}`)

async function typesOf(whole: Specification): Promise<string> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [path, method] of bodies) {
    const operation = whole.paths[path]?.[method]
    if (operation === undefined) throw new Error(`${method} ${path} is not in the specification`)
    paths[path] = { ...paths[path], [method]: { requestBody: withoutProse(operation.requestBody), responses: {} } }
  }
  const schemas: Record<string, unknown> = {}
  const wanted = namesIn(paths)
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (name in schemas) continue
    schemas[name] = withoutProse(whole.components.schemas[name])
    wanted.push(...namesIn(schemas[name]))
  }
  const cut = { openapi: whole.openapi, info: whole.info, paths, components: { schemas } }
  // Cut from a valid document by whole paths and schemas, which leaves a valid one.
  const tree = await openapiTS(cut as unknown as OpenAPI3, {
    alphabetize: true,
    defaultNonNullable: false,
    inject: "import type { JsonObject } from '@trefoil/sdk'\n",
    // An object without named fields is any object: the vendor means custom properties by it.
    transform: (schema) =>
      'type' in schema && schema.type === 'object' && !('properties' in schema)
        ? ts.factory.createTypeReferenceNode('JsonObject')
        : undefined,
  })
  return astToString(tree)
}

function namesIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '')
}

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(
    ([name, part]) => name !== 'example' && !(prose.has(name) && typeof part === 'string'),
  )
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutProse(part)]))
}
