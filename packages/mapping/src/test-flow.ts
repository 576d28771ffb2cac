import type { FlowDefinition, MappingDefinition } from './definition.ts'
import type { MapInput } from './mapping/compile-flow.ts'

/** For the tests of this package: customers into the hub by these mappings. */
export function customersBy(mappings: MappingDefinition[], more: Partial<FlowDefinition> = {}): FlowDefinition {
  const place = { entity: 'Customer', direction: 'to_hub', endpoint: 'customers' } as const
  return { name: 'customers', title: 'Customers', ...place, triggers: {}, mappings, ...more }
}

/** What a mapping is given for a record that is not linked yet, on the first day. */
export const newRecord: MapInput = {
  ...{ source: {}, linked: false, destination: null, previous: null },
  ...{ variables: {}, now: new Date(0) },
}
