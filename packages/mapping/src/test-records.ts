import fc from 'fast-check'
import type { Json, JsonObject } from './json.ts'

const leaf = (): fc.Arbitrary<Json> => fc.constantFrom<Json[]>(null, '', 'x', 'y', 0, 1, true, ['t'], [])
const fields = (names: string[]): fc.Arbitrary<JsonObject> =>
  fc
    .record(Object.fromEntries(names.map((name) => [name, fc.option(leaf(), { nil: undefined, freq: 2 })])))
    .map((record) => JSON.parse(JSON.stringify(record)))
const children = fc
  .uniqueArray(fc.constantFrom('1', '2', 'a/b', '~'), { maxLength: 3 })
  .chain((ids) => fc.tuple(...ids.map((id) => fields(['city', 'zip']).map((child) => ({ id, ...child })))))
/** Any record with children, custom fields and names that need care. */
export const anyRecord: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fields(['first', 'last', 'x/y']),
    fc.option(children, { nil: undefined }),
    fc.option(fields(['tier', 'birthday']), { nil: undefined }),
  )
  .map(([plain, addresses, customFields]) => JSON.parse(JSON.stringify({ ...plain, addresses, customFields })))
