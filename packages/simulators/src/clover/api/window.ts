import { badRequest } from '../replies.ts'
import type { Clause } from './filter.ts'

const ninetyDays = 90 * 86_400_000

/** Things with the times by which lists of orders and payments are cut. */
interface Timed {
  createdTime: number
  clientCreatedTime: number
  modifiedTime: number
}

type TimeField = keyof Timed

/** Filters on these leave the whole history open, if only 90 days of it at once. */
export const openForOrders: readonly TimeField[] = ['modifiedTime', 'clientCreatedTime']
/** Of orders alone it is said that `createdTime` sees no further back. */
export const openForPayments: readonly TimeField[] = [...openForOrders, 'createdTime']
/** Filters on these are not limited at all. */
const unlimited = ['id', 'employee.id', 'device.id']

/**
 * The silent cut: lists of orders and payments look back 90 days. A filter on an open time field shifts the 90 days to
 * the end of its range (where there are two such fields, of the first: that is not documented); a filter on any other
 * field means the last 90 days.
 */
export function withinWindow(
  clauses: readonly Clause[],
  open: readonly TimeField[],
  now: number,
): (item: Timed) => boolean {
  const field = open.find((name) => clauses.some((clause) => clause.field === name))
  const free: readonly string[] = [...open, ...unlimited]
  const others = clauses.filter((clause) => !free.includes(clause.field))
  const cuts: ((item: Timed) => boolean)[] = []
  if (field !== undefined) {
    const since = Math.min(now, ...upperBounds(clauses, field)) - ninetyDays
    cuts.push((item) => item[field] >= since)
  }
  if (others.length > 0 || clauses.length === 0) cuts.push((item) => item.createdTime >= now - ninetyDays)
  return (item) => cuts.every((cut) => cut(item))
}

function upperBounds(clauses: readonly Clause[], field: string): number[] {
  return clauses
    .filter((clause) => clause.field === field && ['<', '<=', '='].includes(clause.operator))
    .map((clause) => {
      const bound = Number(clause.values[0])
      if (Number.isNaN(bound)) throw badRequest(`${field} must be compared with a whole number`)
      return bound
    })
}
