import { Trouble } from '../formula-error.ts'
import type { Value } from '../value.ts'

/** What JSON.parse gives consists of the language's own values only. */
export function parseJson(source: string): Value {
  try {
    const parsed: Value = JSON.parse(source)
    return parsed
  } catch {
    throw new Trouble('JSONToDictionary: this is no JSON')
  }
}
