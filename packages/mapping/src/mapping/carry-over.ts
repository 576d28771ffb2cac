/** A field that was set by the add mapping and that the update mapping leaves alone stays what it was. */
import { put } from '../fold/value-shape.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { CompiledRule } from './compile-rule.ts'

/** The destination fields that the rules decide, be it by staying silent; `customFields.Tier` for one inside. */
export function coveredFields(rules: readonly CompiledRule[], lists: readonly string[] = []): ReadonlySet<string> {
  return new Set([...rules.map((rule) => rule.destination.name), ...lists])
}

/** Copies from the previous contribution what no rule of the active mapping decides. */
export function carryOver(previous: JsonObject, data: JsonObject, covered: ReadonlySet<string>): void {
  for (const name in previous) {
    const old = previous[name]
    if (old === undefined || covered.has(name)) continue
    if (!Object.hasOwn(data, name) && !isJsonObject(old)) put(data, name, old)
    else if (isJsonObject(old)) carryInside(name, old, data, covered)
  }
}

function carryInside(name: string, old: JsonObject, data: JsonObject, covered: ReadonlySet<string>): void {
  const now = Object.hasOwn(data, name) ? data[name] : {}
  if (!isJsonObject(now)) return
  for (const inside in old) {
    const value = old[inside]
    if (value !== undefined && !covered.has(`${name}.${inside}`) && !Object.hasOwn(now, inside)) put(now, inside, value)
  }
  // What is empty because the rules took its last part is gone; what was empty before stays.
  if (Object.keys(now).length > 0 || Object.keys(old).length === 0) put(data, name, now)
}
