import { catalogue, type Explanation } from './catalogue.ts'
import type { Entry } from './entry.ts'

/** Where a record of a flow can fail; what concerns every call is told once, on the page of all codes. */
const onTheWay: Record<'to_hub' | 'from_hub', readonly Entry['arises'][]> = {
  to_hub: ['source', 'mapping', 'record'],
  from_hub: ['mapping', 'match', 'destination'],
}

/** What can become of the records of a flow: the hub's own codes, and those of its connector. */
export function flowErrors(direction: keyof typeof onTheWay, connectorId: string): (Explanation & { code: string })[] {
  return Object.entries(catalogue)
    .filter(
      ([, { arises, connector = connectorId }]) => onTheWay[direction].includes(arises) && connector === connectorId,
    )
    .flatMap(([code, { title, description, resolution, variants = [] }]) =>
      [{ title, description, resolution }, ...variants].map((words) => ({
        code,
        title: words.title,
        description: words.description,
        resolution: words.resolution,
      })),
    )
}
