/** Names: without regard to case and underscores, and never anything that a record does not own. */
import type { Value, ValueRecord } from './value.ts'

/** The form in which two spellings of one name are equal. Only ASCII folds, so that look-alike letters stay apart. */
export function canonical(name: string): string {
  return /^[\x20-\x7e]*$/.test(name) ? name.replaceAll('_', '').toLowerCase() : name
}

/** A name that is to be read from many records: the likely spellings are made once, in a fixed order. */
export interface FieldName {
  readonly written: string
  readonly canonical: string
  readonly spellings: readonly string[]
}

export function fieldName(written: string): FieldName {
  const camel = written.slice(0, 1).toLowerCase() + written.slice(1)
  const pascal = written.slice(0, 1).toUpperCase() + written.slice(1)
  const snake = written.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()
  return { written, canonical: canonical(written), spellings: [...new Set([written, camel, pascal, snake])] }
}

/** The one way into a record. Undefined: the record has no such field of its own. */
export function getOwn(record: ValueRecord, name: FieldName): Value | undefined {
  for (const spelling of name.spellings) if (Object.hasOwn(record, spelling)) return readable(record[spelling])
  for (const key in record) {
    if (key.length < name.canonical.length || !Object.hasOwn(record, key)) continue
    if (canonical(key) === name.canonical) return readable(record[key])
  }
  return undefined
}

/** Whatever is not one of the language's values (a function, a symbol) is not there. */
function readable(value: Value | undefined): Value | undefined {
  const type = typeof value
  return type === 'function' || type === 'symbol' || type === 'bigint' ? undefined : value
}

/** The names nearest to one that is not known, by edit distance, at most three. */
export function nearNames(wanted: string, known: Iterable<string>): string[] {
  const name = canonical(wanted)
  const far = Math.max(1, Math.floor(name.length / 3))
  const rated: { name: string; distance: number }[] = []
  for (const candidate of new Set(known)) {
    const other = canonical(candidate)
    const inside = name.length >= 4 && (other.includes(name) || name.includes(other)) && other.length >= 4
    const distance = Math.min(editDistance(name, other), inside ? far : Number.POSITIVE_INFINITY)
    if (distance <= far) rated.push({ name: candidate, distance })
  }
  rated.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return rated.slice(0, 3).map((entry) => entry.name)
}

/** The names that were perhaps meant, as the end of a sentence. */
export function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
