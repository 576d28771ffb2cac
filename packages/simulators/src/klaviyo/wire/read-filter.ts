import type { FilterRule, Operation } from '../description/openapi.ts'
import { type Condition, FilterSyntaxError, parseFilter } from './filter-language.ts'
import { invalidParameter, Refusal } from './problem.ts'

/** Reads a filter and holds it against what the vendor's file allows for this operation. */
export function readFilter(operation: Operation, text: string | undefined): Condition[] {
  if (text === undefined) return []
  const conditions = parsed(text)
  for (const condition of conditions) {
    const rule = operation['x-klaviyo-filters']?.[condition.field]
    if (rule === undefined) throw refusal(`'${condition.field}' is not a filterable field of this endpoint.`)
    if (!allows(rule, condition)) {
      throw refusal(`'${condition.operator}' is not a valid operator for the filter field '${condition.field}'.`)
    }
    if (!condition.isQuoted && rule.value?.type === 'string' && rule.value.format === undefined) {
      throw refusal(`The value of the filter field '${condition.field}' is a string, and strings stand in quotes.`)
    }
    for (const value of condition.values) checkValue(rule, condition.field, value)
  }
  return conditions
}

const instantForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** Seconds since 1970 of a filter's instant, by UTC where it names no offset; NaN where it is none. */
export function filterInstant(text: string): number {
  const parts = instantForm.exec(text)
  if (parts === null) return Number.NaN
  const isLocal = parts[1] !== undefined && parts[4] === undefined
  return Date.parse(isLocal ? `${text}Z` : text) / 1000
}

function parsed(text: string): Condition[] {
  try {
    return parseFilter(text)
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw refusal(error.message)
    throw error
  }
}

/** For lists and their members the file allows `equals` on a list only, and its own pages use it on a plain value. */
function allows({ operators }: FilterRule, { operator, values, isList }: Condition): boolean {
  if (operator === 'has') return values.length === 0 && (operators.none ?? []).includes(operator)
  if (isList) return (operators.list ?? []).includes(operator)
  if (values.length === 0) return false
  return (
    (operators.single ?? []).includes(operator) ||
    (operator === 'equals' && operators.list?.includes(operator)) === true
  )
}

function checkValue({ value: rule }: FilterRule, field: string, value: string): void {
  if (rule?.format === 'date-time' && Number.isNaN(filterInstant(value))) {
    throw refusal(`'${value}' is not a valid datetime for the filter field '${field}'.`)
  }
  if (rule?.type === 'number' && (value === '' || !Number.isFinite(Number(value)))) {
    throw refusal(`'${value}' is not a valid number for the filter field '${field}'.`)
  }
  if (rule?.enum !== undefined && !rule.enum.includes(value)) {
    throw refusal(`'${value}' is not one of ${rule.enum.join(', ')} for the filter field '${field}'.`)
  }
}

function refusal(detail: string): Refusal {
  return new Refusal([invalidParameter('filter', detail)])
}
