import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  checkFlow,
  compileFlow,
  describeFlow,
  type EntityShape,
  entities,
  type FlowDefinition,
  runCase,
  shapeOfJsonSchema,
} from '@trefoil/mapping'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { connectors } from '../registry.ts'
import { schemas } from './definition.ts'
import { loadCases, loadRecipes } from './load.ts'
import { schemaText } from './schema-text.ts'

const folder = fileURLToPath(new URL('../../../../recipes/', import.meta.url))
const recipes = await loadRecipes(folder)

function connectorOf(id: string) {
  const connector = connectors.get(id)
  if (connector === undefined) throw new Error(`no connector ${id}`)
  return connector
}

/** The shape on the vendor's side of a flow. */
function shapeAt(connector: string, { direction, endpoint }: FlowDefinition): EntityShape {
  const { sources, targets } = connectorOf(connector)
  const found = direction === 'to_hub' ? sources[endpoint] : targets[endpoint]
  if (found === undefined) throw new Error(`${connector} has no ${endpoint}`)
  // A JSON Schema is JSON: the round trip tells the compiler so.
  return shapeOfJsonSchema(found.title, JSON.parse(JSON.stringify(z.toJSONSchema(found.schema, { io: 'input' }))))
}

function shapesOf(connector: string, flow: FlowDefinition): { source: EntityShape; destination: EntityShape } {
  const entity = entities[flow.entity]
  if (entity === undefined) throw new Error(`no entity ${flow.entity}`)
  const vendor = shapeAt(connector, flow)
  return flow.direction === 'to_hub' ? { source: vendor, destination: entity } : { source: entity, destination: vendor }
}

test('the recipes that ship are those that the docs speak of', () => {
  expect(recipes.map(({ recipe }) => recipe)).toEqual(['clover-customers', 'klaviyo-profiles'])
})

describe.each(recipes)('recipe $recipe', ({ recipe, connector, flows }) => {
  const lookups = Object.entries(connectorOf(connector).lookups ?? {}).map(([name, { params }]) => ({ name, params }))

  test('names endpoints that its connector has', () => {
    for (const { direction, endpoint, triggers } of flows) {
      const { sources, targets } = connectorOf(connector)
      expect(Object.keys(direction === 'to_hub' ? sources : targets)).toContain(endpoint)
      for (const touching of triggers.touchedBy ?? []) expect(Object.keys(sources)).toContain(touching)
    }
  })

  const mappers = new Map(
    flows.map((flow) => [
      flow.name,
      compileFlow(flow, { lookups, destination: shapesOf(connector, flow).destination }),
    ]),
  )

  test('keeps what its cases promise', async () => {
    const examples = await loadCases(`${folder}${recipe}/cases.yaml`)
    expect(examples.length).toBeGreaterThan(4)
    for (const example of examples) {
      const mapper = mappers.get(example.flow ?? flows[0]?.name ?? '')
      if (mapper === undefined) throw new Error(`${example.name}: no flow ${example.flow}`)
      expect({ case: example.name, ...runCase(example, mapper) }).toEqual({ case: example.name, pass: true })
    }
  })
})

/** What the founding documents themselves do, and what a person is told about it. */
const known: Record<string, string[]> = {
  'clover-customers': [
    'UNREACHABLE_BRANCH mappings.0.rules.3.formula',
    'UNREACHABLE_BRANCH mappings.1.rules.3.formula',
    'CONSTANT_IN_UNIQUE_FIELD mappings.0.rules.3.formula',
    'CONSTANT_IN_UNIQUE_FIELD mappings.1.rules.3.formula',
  ],
  'klaviyo-profiles': ['LIST_WITHOUT_PREFIX mappings.0.rules.3.to'],
}

test.each(recipes)(
  'the check of $recipe finds what is known, no error, and nothing more',
  ({ recipe, connector, flows }) => {
    const lookups = Object.entries(connectorOf(connector).lookups ?? {}).map(([name, { params }]) => ({ name, params }))
    const found = flows.flatMap((flow) => checkFlow(flow, { lookups, ...shapesOf(connector, flow) }))
    expect(found.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(known[recipe])
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  },
)

test.each(recipes)('the page of $recipe shows each of its rules', ({ connector, flows }) => {
  const lookups = Object.entries(connectorOf(connector).lookups ?? {}).map(([name, { params }]) => ({ name, params }))
  for (const flow of flows) {
    const page = describeFlow(flow, {
      vendor: connectorOf(connector).title,
      isEnabled: true,
      lookups,
      ...shapesOf(connector, flow),
    })
    for (const { says } of flow.mappings.flatMap((mapping) => mapping.rules)) expect(page).toContain(says)
  }
})

test.each(Object.keys(schemas))('%s is what the code says', async (file) => {
  // Compared as JSON: how it is broken into lines is the formatter's choice.
  const committed: unknown = JSON.parse(await readFile(`${folder}${file}`, 'utf8'))
  expect(committed, 'write it anew with schemaText()').toEqual(JSON.parse(schemaText(file)))
})
