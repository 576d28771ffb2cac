import type { FlowDefinition, MappingDefinition } from '@trefoil/mapping'
import { expect, test } from 'vitest'
import { usualSettings } from '../store/workspace-settings.ts'
import { underHouseRules } from './house-rules.ts'

const mapping: MappingDefinition = { name: 'All', type: 'add_and_update', rules: [] }
const flow = (more: Partial<FlowDefinition> = {}): FlowDefinition => ({
  ...{ name: 'in', title: 'In', entity: 'Customer', direction: 'to_hub', endpoint: 'customers', triggers: {} },
  mappings: [mapping],
  ...more,
})
const house = {
  brakes: { changed: 50, gone: 10, zeroed: 10, atLeast: 5 },
  identity: { ...usualSettings.identity, sameKey: 'update_and_link' as const },
}

test('a flow that says nothing has the brakes and the identity rule of the house', () => {
  const { brakes, mappings } = underHouseRules(flow(), house)
  expect(brakes).toEqual(house.brakes)
  expect(mappings).toEqual([{ ...mapping, collision: 'update_and_link' }])
})

test('what a flow says for itself goes before the house', () => {
  const own = flow({ brakes: { changed: 100 }, mappings: [{ ...mapping, collision: 'error' }] })
  const { brakes, mappings } = underHouseRules(own, house)
  expect(brakes).toEqual({ ...house.brakes, changed: 100 })
  expect(mappings[0]?.collision).toBe('error')
})

test('what becomes of two records at a destination is not the business of the house', () => {
  expect(underHouseRules(flow({ direction: 'from_hub' }), house).mappings).toEqual([mapping])
})

test('the usual settings leave a flow as it is', () => {
  const { brakes, mappings } = underHouseRules(flow(), usualSettings)
  expect([brakes, mappings[0]?.collision]).toEqual([{ changed: 30, gone: 5, zeroed: 5, atLeast: 20 }, 'error'])
})
