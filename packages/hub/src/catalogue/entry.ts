/** Where in the way of a record a code arises. */
export const stages = {
  definition: 'while a definition is checked, before any record',
  source: 'while the source is read',
  mapping: 'while a record is mapped',
  record: 'before a record of the hub is stored',
  match: 'while the record is looked for at the destination',
  destination: 'while the destination is written to',
  connection: 'whenever a vendor is called',
  reconcile: 'while the two sides are compared',
  loyalty: 'while loyalty follows the records',
} as const

/** The words for one code: stable, the same on every page, without a customer's own data. */
export interface Entry {
  title: string
  description: string
  /** What a person does about it. */
  resolution: string
  arises: keyof typeof stages
  /** The connector that alone can say so; absent: the hub itself, or any connector. */
  connector?: string
  /** Better words where the reason names what was at fault. */
  variants?: readonly Variant[]
}

/** Other words for the same code, where its facts or its message show what the trouble was. */
export interface Variant {
  /** The field that the reason speaks of, written as it is compared: lower case, letters and digits only. */
  field: string
  /** Only where that field was empty. */
  isEmpty?: boolean
  title: string
  description: string
  resolution: string
}
