import type { Json, JsonObject } from '@trefoil/sdk'

/** A jsonb column that holds an object or null; anything else was not written by us and is taken for null. */
export function jsonObject(value: Json): JsonObject | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null
}
