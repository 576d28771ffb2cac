import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  valueFromAST,
} from 'graphql'
import type { Problem } from './documents.ts'

interface Flaw {
  path: (string | number)[]
  explanation: string
}

/** Held against their types one by one, as the vendor's server tells of them: with value, path and explanation. */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Record<string, unknown>,
): { problems: Problem[]; lists: { path: (string | number)[]; size: number }[] } {
  const problems: Problem[] = []
  const lists: { path: (string | number)[]; size: number }[] = []
  for (const definition of operation.variableDefinitions ?? []) {
    // typeFromAST has overloads for each kind of type, and no one for all of them.
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined
    if (type === undefined || !isInputType(type)) continue
    const name = definition.variable.name.value
    const value = given[name]
    const flaws: Flaw[] = []
    if (value === undefined && definition.defaultValue !== undefined) {
      valueFromAST(definition.defaultValue, type)
    } else if (value === undefined || value === null) {
      if (isNonNullType(type)) flaws.push({ path: [], explanation: 'Expected value to not be null' })
    } else {
      coerceInputValue(value, type, (path, _invalid, error) => {
        const words = error.originalError?.message ?? error.message
        flaws.push({ path: [...path, ...fieldIn(words)], explanation: explained(words) })
      })
    }
    if (value !== undefined) measure(value, [name], lists)
    if (flaws.length > 0) problems.push(problem(name, print(definition.type), value, flaws, definition))
  }
  return { problems, lists }
}

function problem(
  name: string,
  type: string,
  value: unknown,
  flaws: Flaw[],
  definition: { loc?: { startToken: { line: number; column: number } } | undefined },
): Problem {
  const where = flaws
    .filter(({ path }) => path.length > 0)
    .map(({ path, explanation }) => `${path.join('.')} (${explanation})`)
    .join(', ')
  const message = `Variable $${name} of type ${type} was provided invalid value${where === '' ? '' : ` for ${where}`}`
  const start = definition.loc?.startToken
  return {
    message,
    locations: start === undefined ? [] : [{ line: start.line, column: start.column }],
    extensions: { code: 'INVALID_VARIABLE', value: value ?? null, problems: flaws },
  }
}

/** The field that is too much, or missing, belongs to the path. */
function fieldIn(words: string): string[] {
  const named = /^Field "(\w+)" (?:is not defined|of required type)/.exec(words)?.[1]
  return named === undefined ? [] : [named]
}

/** The vendor's words for what graphql-js found. */
function explained(message: string): string {
  const unknown = /^Field "\w+" is not defined by type "(\w+)"/.exec(message)
  if (unknown !== null) return `Field is not defined on ${unknown[1]}`
  if (/^Field "\w+" of required type|^Expected non-nullable type/.test(message)) return 'Expected value to not be null'
  return message
}

/** Lists that are too long are refused before anything is done. */
function measure(
  value: unknown,
  path: (string | number)[],
  lists: { path: (string | number)[]; size: number }[],
): void {
  if (Array.isArray(value)) {
    lists.push({ path, size: value.length })
    for (const [index, inner] of value.entries()) if (typeof inner === 'object') measure(inner, [...path, index], lists)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      if (typeof inner === 'object') measure(inner, [...path, name], lists)
  }
}
