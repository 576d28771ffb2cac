import { hash } from 'node:crypto'
import type { Json } from '@trefoil/sdk'

/** A short mark of a value: equal marks, equal values. The names' order counts, as a vendor does not change its own. */
export function hashOf(value: Json): string {
  return hash('sha1', JSON.stringify(value), 'base64url')
}
