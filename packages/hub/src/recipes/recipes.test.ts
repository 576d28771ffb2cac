import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { checkFlow, compileFlow, describeFlow, runCase } from '@trefoil/mapping'
import { describe, expect, test } from 'vitest'
import { connectors } from '../registry.ts'
import { schemas } from './definition.ts'
import { flowEnvironment } from './flow-environment.ts'
import { loadRecipes, parseFlow } from './load.ts'
import { schemaText } from './schema-text.ts'

const folder = fileURLToPath(new URL('../../../../recipes/', import.meta.url))
const recipes = await loadRecipes(folder)

function connectorOf(id: string) {
  const connector = connectors.get(id)
  if (connector === undefined) throw new Error(`no connector ${id}`)
  return connector
}

test('the recipes that ship are those that the docs speak of', () => {
  expect(recipes.map(({ recipe }) => recipe)).toEqual([
    'clover-cards',
    'clover-customers',
    'clover-customers-from-hub',
    'clover-orders',
    'clover-orders-from-hub',
    'clover-products',
    'clover-products-from-hub',
    'clover-stock',
    'clover-stock-from-hub',
    'clover-variants-from-hub',
    'klaviyo-customers',
    'klaviyo-order-events',
    'klaviyo-profiles',
    'shopify-customers',
    'shopify-customers-from-hub',
    'shopify-orders',
    'shopify-prices-from-hub',
    'shopify-products',
    'shopify-stock',
    'shopify-stock-from-hub',
    'webhook-customers',
  ])
})

describe.each(recipes)('recipe $recipe', ({ connector, flows }) => {
  test('names endpoints that its connector has', () => {
    for (const { direction, endpoint, triggers } of flows) {
      const { sources, targets } = connectorOf(connector)
      expect(Object.keys(direction === 'to_hub' ? sources : targets)).toContain(endpoint)
      for (const touching of triggers.touchedBy ?? []) expect(Object.keys(sources)).toContain(touching)
    }
  })

  const mappers = new Map(
    flows.map((flow) => [flow.name, compileFlow(flow, flowEnvironment(flow, connectorOf(connector)))]),
  )

  test('keeps what its cases promise', () => {
    for (const { name, cases = [] } of flows) {
      expect(cases.length).toBeGreaterThan(4)
      const mapper = mappers.get(name)
      if (mapper === undefined) throw new Error(`no flow ${name}`)
      for (const example of cases) {
        expect({ case: example.name, ...runCase(example, mapper) }).toEqual({ case: example.name, pass: true })
      }
    }
  })
})

/** What the founding documents themselves do, and what a person is told about it. */
const known: Partial<Record<string, string[]>> = {
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
    const found = flows.flatMap((flow) => checkFlow(flow, flowEnvironment(flow, connectorOf(connector))))
    expect(found.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(known[recipe] ?? [])
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  },
)

test.each(recipes)('the page of $recipe shows each of its rules', ({ connector, flows }) => {
  for (const flow of flows) {
    const page = describeFlow(flow, {
      vendor: connectorOf(connector).title,
      isEnabled: true,
      ...flowEnvironment(flow, connectorOf(connector)),
    })
    for (const { says } of flow.mappings.flatMap((mapping) => mapping.rules)) expect(page).toContain(says)
  }
})

test.each(Object.keys(schemas))('%s is what the code says', async (file) => {
  // Compared as JSON: how it is broken into lines is the formatter's choice.
  const committed: unknown = JSON.parse(await readFile(`${folder}${file}`, 'utf8'))
  expect(committed, 'write it anew with schemaText()').toEqual(JSON.parse(schemaText(file)))
})

test('the file that the reference page of flows shows can be used, and keeps what its cases promise', async () => {
  const page = await readFile(new URL('../../../../docs/reference/flow.md', import.meta.url), 'utf8')
  const [, file = ''] = page.split(/```yaml\n|```\n/)
  const flow = parseFlow(file, 'docs/reference/flow.md')
  const environment = flowEnvironment(flow, connectorOf('clover'))
  expect(checkFlow(flow, environment)).toEqual([])
  const mapper = compileFlow(flow, environment)
  expect(flow.cases?.map((example) => runCase(example, mapper))).toEqual([
    { pass: true },
    { pass: true },
    { pass: true },
  ])
  for (const type of ['add', 'update', 'add_and_update', 'delete', 'update_on_delete', 'error', 'remap_and_link'])
    expect(page).toContain(`| \`${type}\` |`)
})
