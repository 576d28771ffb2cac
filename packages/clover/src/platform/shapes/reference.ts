/** Points to another object. */
export interface Reference {
  id: string
}

/** A collection that Clover only names; it has a list of its own. */
export interface Link {
  href: string
}

/** Unix milliseconds in UTC; Clover's own stamps end in `000`. [S] */
export type Milliseconds = number

/** Whole cents, or the smallest unit of the merchant's currency. [D] */
export type Cents = number

/** Nothing: what cannot be written, expanded or filtered by. */
export type Nothing = Record<never, never>
