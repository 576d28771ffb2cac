import { hash } from 'node:crypto'
import type { Json } from '@trefoil/sdk'

/** A short mark of a value: equal marks, equal values. The names' order counts, as a vendor does not change its own. */
export function hashOf(value: Json): string {
  return hashOfText(JSON.stringify(value))
}

/** The same, of a value that is written as JSON already. */
export function hashOfText(text: string): string {
  return hash('sha1', text, 'base64url')
}
