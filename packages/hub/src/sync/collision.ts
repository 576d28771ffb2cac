import type { OpenFlow } from './context.ts'

/** What follows where a record that is new is there already, known by its natural keys. */
export function collisionOf({ definition }: Pick<OpenFlow, 'definition'>) {
  const adding = definition.mappings.find(({ type }) => type === 'add' || type === 'add_and_update')
  return adding?.collision ?? 'error'
}
