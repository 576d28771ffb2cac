import type { Json, JsonObject } from '@trefoil/sdk'
import { z } from 'zod'

/** The JSON Schema of what a person fills in: `secret: true` marks what must never be shown again. */
export function formSchema(schema: z.ZodType): JsonObject {
  const made: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  // A JSON Schema is JSON by definition; the round trip drops what zod keeps beside it for its own use.
  const { $schema: _, ...plain }: JsonObject = JSON.parse(JSON.stringify(made))
  return plain
}

/** Credentials as they may be shown: open fields in full, of a long secret the last four characters, else dots. */
export function maskCredentials(schema: z.ZodType, credentials: unknown): Record<string, string> {
  if (credentials === null || typeof credentials !== 'object' || Array.isArray(credentials)) return {}
  const { properties } = formSchema(schema)
  const shown = Object.entries(credentials).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return [name, isOpen(properties, name) ? text : fingerprint(text)]
  })
  return Object.fromEntries(shown)
}

/** A field is shown only where the schema knows it and does not call it secret. */
function isOpen(properties: Json | undefined, name: string): boolean {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return false
  const field = properties[name]
  return typeof field === 'object' && field !== null && !Array.isArray(field) && field.secret !== true
}

function fingerprint(secret: string): string {
  return secret.length < 16 ? '••••' : `••••${secret.slice(-4)}`
}
