import { CloverUsageError } from '../errors.ts'

/**
 * What the types know of one kind of object: its plain fields, what may be expanded (by the documented names), what
 * each expanded field then holds, and what writes take. Types alone: nothing of it is there at run time.
 */
export interface Shape {
  plain: object
  expandable: string
  expands: object
  filters: object
  create: object
  update: object
}

/** An expanded list of these. */
export interface Many<S extends Shape> {
  many: S
}

/** One expanded object of this kind. */
export interface One<S extends Shape> {
  one: S
}

/** `payment.tender` is how Clover writes the tender of an order's `payments`. [D] */
type Field<E extends string> = E extends `payment.${infer Inner}` ? `payments.${Inner}` : E
type Head<E extends string> = E extends `${infer Outer}.${string}` ? Outer : E
type Rest<E extends string, Outer extends string> = E extends `${Outer}.${infer Inner}` ? Inner : never

type Content<Link, E extends string> =
  Link extends Many<infer S> ? Expanded<S, E>[] : Link extends One<infer S> ? Expanded<S, E> : never

type With<S extends Shape, E extends string> = Omit<S['plain'], Head<E>> & {
  [Name in Head<E> & keyof S['expands']]?: Content<S['expands'][Name], Rest<E, Name & string>>
}

/**
 * An object with its plain fields and those that were expanded, and no others: a field that was not asked for is not in
 * the type. An expanded field may still be absent, where there is nothing, or where a European token may not see it.
 * Lists are plain arrays, and cut at 100 elements by Clover, without a sign. [D]
 */
export type Expanded<S extends Shape, E extends string> = [E] extends [never] ? S['plain'] : With<S, Field<E>>

/** The documented most of expanded fields in a call. Four were once accepted on an item. [D][S] */
export const maxExpands = 3

/** Clover ignores names that it does not know, and fields over its limit may be missing without an error: so we refuse. */
export function expandText(asked: readonly string[], known: readonly string[], most: number): string {
  const unknown = asked.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const may = known.length === 0 ? 'nothing' : known.join(', ')
    throw new CloverUsageError('unknown_field', 'expand', `expand: "${unknown}" is unknown; here Clover expands ${may}`)
  }
  if (asked.length > most) {
    throw new CloverUsageError('out_of_range', 'expand', `expand: Clover takes ${most} at most, not ${asked.length}`)
  }
  return asked.join(',')
}
