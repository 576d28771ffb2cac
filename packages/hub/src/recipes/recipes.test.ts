import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compileFlow, type EntityShape, entities, runCase, shapeOfJsonSchema } from '@trefoil/mapping'
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

function shapeOfTarget(connector: string, endpoint: string): EntityShape {
  const target = connectorOf(connector).targets[endpoint]
  if (target === undefined) throw new Error(`${connector} has no target ${endpoint}`)
  // A JSON Schema is JSON: the round trip tells the compiler so.
  return shapeOfJsonSchema(target.title, JSON.parse(JSON.stringify(z.toJSONSchema(target.schema, { io: 'input' }))))
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
    flows.map((flow) => {
      const destination = flow.direction === 'to_hub' ? entities[flow.entity] : shapeOfTarget(connector, flow.endpoint)
      if (destination === undefined) throw new Error(`no entity ${flow.entity}`)
      return [flow.name, compileFlow(flow, { lookups, destination })]
    }),
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

test.each(Object.keys(schemas))('%s is what the code says', async (file) => {
  // Compared as JSON: how it is broken into lines is the formatter's choice.
  const committed: unknown = JSON.parse(await readFile(`${folder}${file}`, 'utf8'))
  expect(committed, 'write it anew with schemaText()').toEqual(JSON.parse(schemaText(file)))
})
