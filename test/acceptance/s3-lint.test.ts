/** What a person is told about a flow into Klaviyo before it runs. */
import { join } from 'node:path'
import { checkFlow, type FlowDefinition, type FlowDiagnostic, type Rule, shapeOf } from '@trefoil/mapping'
import { beforeAll, describe, expect, test } from 'vitest'
import { flowEnvironment } from '../../packages/hub/src/recipes/flow-environment.ts'
import { loadRecipe } from '../../packages/hub/src/recipes/load.ts'
import { connectors } from '../../packages/hub/src/registry.ts'
import { environmentOf } from '../../packages/hub/src/sync/open-flows.ts'
import { withRules } from './s3-people.ts'

let shipped: FlowDefinition
beforeAll(async () => {
  const recipe = await loadRecipe(join(import.meta.dirname, '../../recipes/klaviyo-profiles'))
  const [flow] = recipe.flows
  if (flow === undefined) throw new Error('the recipe has no flow')
  shipped = flow
})

function check(flow: FlowDefinition): FlowDiagnostic[] {
  const klaviyo = connectors.get('klaviyo')
  const source = shapeOf('Customer')
  if (klaviyo === undefined || source === undefined) throw new Error('the hub lacks Klaviyo or Customer')
  return checkFlow(flow, { ...environmentOf(flow, klaviyo), source })
}

/** What the check says of rules that are added to the mappings of this type, beyond what it says anyhow. */
function saidOf(type: 'add' | 'update', ...rules: Rule[]): FlowDiagnostic[] {
  const before = check(shipped).map(({ message }) => message)
  const flow = withRules(shipped, (given, mapping) => (mapping.type === type ? [...given, ...rules] : given))
  return check(flow).filter(({ message }) => !before.includes(message))
}

describe('fields that Klaviyo manages', () => {
  test('S3-009 a rule for both adding and updating is warned of, with the cure at hand', () => {
    const both: FlowDefinition = {
      ...shipped,
      mappings: shipped.mappings.slice(0, 1).map((mapping) => ({ ...mapping, type: 'add_and_update' })),
    }
    const warned = check(both).filter(({ code }) => code === 'MANAGED_FIELD_UPDATED')
    expect(warned.map(({ message }) => message.split(' ').slice(0, 2).join(' '))).toEqual([
      'LIST_Sms Subscribers',
      'subscribeProfile is',
    ])
    expect(warned.map(({ severity, fix }) => [severity, fix?.value])).toEqual([
      ['warning', 'add'],
      ['warning', 'add'],
    ])
  })

  test.each(['SubscribeProfile', 'LIST_VIP', 'UCLIST_VIP'])('S3-078 %s in the update mapping is warned of', (to) => {
    expect(saidOf('update', { to, static: true })).toMatchObject([
      { code: 'MANAGED_FIELD_UPDATED', severity: 'warning' },
    ])
  })

  test('S3-078 the shipped update says nothing of lists and consent, and its create does', () => {
    const asking = (type: string) =>
      shipped.mappings
        .filter((mapping) => mapping.type === type)
        .flatMap(({ rules }) => rules.map(({ to }) => to).filter((to) => /LIST_|SubscribeProfile/.test(to)))
    expect([asking('add'), asking('update')]).toEqual([['LIST_Sms Subscribers', 'SubscribeProfile'], []])
  })
})

describe('names', () => {
  test('S3-032 a name that sounds like a list gets the suggestion of a prefix', () => {
    expect(check(shipped)).toMatchObject([
      {
        code: 'LIST_WITHOUT_PREFIX',
        severity: 'warning',
        fix: { value: 'LIST_Claustrophobic List' },
      },
    ])
  })

  test.each([
    ['list_VIP', 'LIST_VIP'],
    ['List VIP', 'LIST_VIP'],
    ['uclist_VIP', 'UCLIST_VIP'],
  ])('S3-067 %s is said to be a custom property, and %s to be meant', (to, meant) => {
    expect(saidOf('add', { to, static: true })).toMatchObject([{ severity: 'warning', fix: { value: meant } }])
  })

  test('S3-067 a list prefix without a list is an error', () => {
    expect(saidOf('add', { to: 'LIST_', static: true })).toMatchObject([
      { code: 'LIST_WITHOUT_NAME', severity: 'error' },
    ])
  })

  test('S3-013, S3-014, S3-015, S3-016 SubscribeProfile, both list families and names of one’s own are destinations', () => {
    const rules: Rule[] = [
      { to: 'LIST_VIP', static: true },
      { to: 'UCLIST_Point of sale', static: false },
      { to: 'Favourite tea', field: 'CustomFields.Tea' },
    ]
    expect(saidOf('add', { to: 'Subscribe_Profile', static: true })).toMatchObject([
      { code: 'DUPLICATE_RULE', message: 'subscribeProfile is filled by two rules' },
    ])
    expect(saidOf('add', ...rules)).toEqual([])
  })
})

describe('rules that everything hangs on', () => {
  function without(name: string): FlowDiagnostic[] {
    const klaviyo = connectors.get('klaviyo')
    if (klaviyo === undefined) throw new Error('the hub lacks Klaviyo')
    const flow = withRules(shipped, (given) => given.filter(({ to }) => to.toLowerCase() !== name.toLowerCase()))
    return checkFlow(flow, flowEnvironment(flow, klaviyo)).filter(({ code }) => code === 'IDENTIFIER_UNMAPPED')
  }

  test.each(['email', 'phoneNumber'])(
    'S3-018 taking out the rule for %s is warned of, and saving it is not refused',
    (name) => {
      expect(without(name)).toMatchObject([
        { severity: 'warning', message: expect.stringContaining(`no rule fills ${name},`) },
      ])
    },
  )

  test('S3-018 an optional rule can be taken out without a word', () => {
    expect(without('Organization')).toEqual([])
    expect(without('nothing')).toEqual([])
  })
})
