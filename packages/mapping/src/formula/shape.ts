/** What is known of a record before it is there: a tree of field names and types. */

/** One field's type. An open record may hold more fields than are named; `any` is not checked. */
export type Shape =
  | { readonly type: 'text' | 'whole' | 'decimal' | 'flag' | 'date' | 'any' }
  | { readonly type: 'list'; readonly of: Shape }
  | RecordShape

export interface RecordShape {
  readonly type: 'record'
  readonly fields: Readonly<Record<string, Shape>>
  /** Names that are not listed are allowed too. */
  readonly open?: boolean
}
