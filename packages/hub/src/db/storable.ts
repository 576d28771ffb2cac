/**
 * Texts that PostgreSQL refuses as `text` or within `jsonb`: with the character U+0000, or with half of a character that
 * takes two places (a lone surrogate). JSON may carry both, so they come in wherever others write.
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}

/**
 * The same of an id or a key, which an index must hold besides: one entry of PostgreSQL's has 2,704 bytes, for all of its
 * columns.
 */
export function isStorableId(text: string): boolean {
  return isStorable(text) && isShortEnough(text)
}

/** Bytes, in UTF-8. */
const longestId = 2_000

function isShortEnough(text: string): boolean {
  // A character takes three bytes at most for each of its places.
  return text.length * 3 <= longestId || Buffer.byteLength(text) <= longestId
}

/** What keeps an id or a key from being stored, in words that do not repeat it; null: nothing. */
export function troubleOfId(text: string): string | null {
  if (!isStorable(text)) return troubleOf(text)
  return isShortEnough(text) ? null : `more than ${longestId.toLocaleString('en')} bytes`
}

/** A text within a value that cannot be stored. */
export interface Unstorable {
  /** The names and places that lead to it, or to the record one of whose names it is; the first ones, where it is deep. */
  path: string[]
  /** What is wrong with it, in words that do not repeat it. */
  holds: string
}

interface Place {
  value: object
  name: string
  within: Place | null
}

/** The first such text in a value, the names in it included; null: all can be stored. However deep, it needs no stack. */
export function findUnstorable(value: unknown): Unstorable | null {
  if (typeof value === 'string') return isStorable(value) ? null : { path: [], holds: troubleOf(value) }
  const open: Place[] = isLookedInto(value) ? [{ value, name: '', within: null }] : []
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const [name, inside] of Object.entries(place.value)) {
      if (!isStorable(name)) return { path: pathOf(place), holds: `a name with ${troubleOf(name)}` }
      if (isLookedInto(inside)) open.push({ value: inside, name, within: place })
      else if (typeof inside === 'string' && !isStorable(inside)) {
        return { path: pathOf(place, name), holds: troubleOf(inside) }
      }
    }
  }
  return null
}

/** The same value with � in place of what cannot be stored, for words about what was refused. */
export function storable<T>(value: T): T {
  const text = JSON.stringify(value)
  if (!mayHold(text)) return value
  return JSON.parse(text.replaceAll(escaped, (one) => (isRefused.test(one) ? '\ufffd' : one)))
}

/** JSON writes by an escape what cannot be stored. Most values have none, and need not be looked through. */
export function mayHold(json: string): boolean {
  return json.includes('\\u')
}

/** An escape of JSON; `\\` as well, so that what follows it is not taken for one. */
const escaped = /\\(?:u[\da-f]{4}|.)/g
/** Those that JSON.stringify writes for U+0000 and for half a character; it leaves whole ones as they are. */
const isRefused = /^\\u(?:0000|d[89a-f])/

function isLookedInto(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
}

function pathOf(place: Place, ...last: string[]): string[] {
  const path = last
  for (let at = place; at.within !== null; at = at.within) path.push(at.name)
  return path
    .reverse()
    .slice(0, mostNames)
    .map((name) => name.slice(0, longestName).toWellFormed())
}

/** What is told of a path, which a vendor may make as long as it likes. */
const mostNames = 12
const longestName = 40

function troubleOf(text: string): string {
  return text.includes('\u0000') ? 'the character U+0000' : 'half of a character, as of an emoji that was cut'
}
