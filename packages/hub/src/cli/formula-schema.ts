/** Schemas by a name that a person types: `clover.customer`, `hub.customer`, `clover.customer.addresses`. */
import { type EntityShape, entities } from '@trefoil/mapping'
import type { Connector } from '@trefoil/sdk'
import { nearNames } from '../near-names.ts'
import { vendorShape } from '../recipes/flow-environment.ts'
import { connectors } from '../registry.ts'
import { exitCodes, Failure } from './exit.ts'

/** What a formula reads; inside of a child list also what `Parent` is. */
export interface Seen {
  source: EntityShape
  parent?: EntityShape
}

export function schemaNamed(name: string): Seen {
  const [owner = '', kind = '', ...lists] = name.split('.')
  const shape = shapesOf(owner)?.get(key(kind))
  if (shape === undefined) throw unknown(name)
  let seen: Seen = { source: shape() }
  for (const list of lists) {
    const field = Object.entries(seen.source.fields).find(([known]) => known.toLowerCase() === list.toLowerCase())
    if (field?.[1].of === undefined) throw unknown(name)
    seen = { source: field[1].of, parent: seen.source }
  }
  return seen
}

/** What one connector reads and writes, or what the hub holds. Shapes are made when they are asked for. */
function shapesOf(owner: string): Map<string, () => EntityShape> | undefined {
  if (owner.toLowerCase() === 'hub') {
    return new Map(Object.entries(entities).map(([entity, shape]) => [key(entity), () => shape]))
  }
  const connector = connectors.get(owner.toLowerCase())
  return connector === undefined ? undefined : vendorShapes(connector)
}

/** A source goes before a target of the same name. */
function vendorShapes({ title, sources, targets }: Connector): Map<string, () => EntityShape> {
  return new Map(
    [...Object.entries(targets), ...Object.entries(sources)].map(([endpoint, of]) => [
      key(endpoint),
      () => vendorShape(`${title} ${of.title}`, of.schema),
    ]),
  )
}

/** `Customer`, `customers` and `customer` are one name, as `categories` and `category` are. */
function key(kind: string): string {
  const small = kind.toLowerCase().replace(/ies$/, 'y')
  return small.endsWith('s') ? small.slice(0, -1) : small
}

function unknown(name: string): Failure {
  const known = ['hub', ...connectors.keys()].flatMap((owner) =>
    [...(shapesOf(owner)?.keys() ?? [])].map((kind) => `${owner}.${kind}`),
  )
  const [near] = nearNames(name, known)
  const hint = near === undefined ? '.' : `; did you mean ${near}?`
  return new Failure(exitCodes.usage, `There is no schema ${name}${hint} There are ${known.join(', ')}`)
}
