import { type RawBuilder, sql } from 'kysely'

/** One question about a record; all of them must hold. */
export interface FieldCondition {
  /** `['emailAddress']`, `['addresses', 'city']` where the first is a list of children. */
  path: string[]
  isList: boolean
  operator: 'is' | 'contains' | 'begins' | 'empty' | 'above' | 'below'
  negated: boolean
  value: string
}

/** As SQL over a row `r` of `record`. Texts are compared without regard to case. */
export function conditionSql(conditions: readonly FieldCondition[]): RawBuilder<boolean> {
  if (conditions.length === 0) return sql<boolean>`true`
  return sql<boolean>`(${sql.join(conditions.map(oneSql), sql` and `)})`
}

function oneSql(condition: FieldCondition): RawBuilder<boolean> {
  const [first = '', ...rest] = condition.path
  const holds = condition.isList
    ? sql<boolean>`exists (
        select from jsonb_array_elements(
          case when jsonb_typeof(r.data->${first}::text) = 'array' then r.data->${first}::text else '[]' end) c(child)
        where ${compared(sql`c.child #>> ${rest}::text[]`, condition)})`
    : compared(sql`r.data #>> ${condition.path}::text[]`, condition)
  return condition.negated ? sql<boolean>`not coalesce(${holds}, false)` : holds
}

function compared(text: RawBuilder<unknown>, { operator, value }: FieldCondition): RawBuilder<boolean> {
  const like = value.replaceAll(/[\\%_]/g, '\\$&')
  switch (operator) {
    case 'is':
      return sql<boolean>`lower(${text}) = lower(${value}::text)`
    case 'contains':
      return sql<boolean>`${text} ilike ${`%${like}%`}::text`
    case 'begins':
      return sql<boolean>`${text} ilike ${`${like}%`}::text`
    case 'empty':
      return sql<boolean>`coalesce(${text}, '') = ''`
    case 'above':
      return isNumber(value)
        ? sql<boolean>`(case when ${text} ~ '^-?[0-9]+(\\.[0-9]+)?$' then (${text})::numeric > ${value}::numeric end)`
        : sql<boolean>`${text} collate "C" > ${value}::text`
    case 'below':
      return isNumber(value)
        ? sql<boolean>`(case when ${text} ~ '^-?[0-9]+(\\.[0-9]+)?$' then (${text})::numeric < ${value}::numeric end)`
        : sql<boolean>`${text} collate "C" < ${value}::text`
  }
}

function isNumber(value: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(value)
}
