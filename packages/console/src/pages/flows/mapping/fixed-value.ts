import type { EntityShape, Json, Rule } from '@trefoil/mapping'

/**
 * A fixed value out of what somebody typed. For a field of text it is that text; else `true`, `12.5` and `["a"]` are
 * what JSON calls them, and a text that would be taken for one of them stands in quotes.
 */
export function fixedValue(text: string, isText: boolean): Json {
  if (isText) return text
  try {
    const value: Json = JSON.parse(text)
    // Half a number, as in 1.0 on the way to 1.05, is left as it is typed.
    return JSON.stringify(value) === text ? value : text
  } catch {
    return text
  }
}

/** The same as a person types it. */
export function fixedText(value: Json, isText: boolean): string {
  return typeof value === 'string' && fixedValue(value, isText) === value ? value : JSON.stringify(value)
}

/** Whether a rule fills a field that holds texts and nothing else. */
export function fillsText({ to }: Pick<Rule, 'to'>, destination: EntityShape | undefined): boolean {
  const fields = Object.entries(destination?.fields ?? {})
  return fields.find(([name]) => name.toLowerCase() === to.toLowerCase())?.[1].type === 'text'
}
