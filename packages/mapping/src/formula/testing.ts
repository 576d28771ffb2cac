/** For the tests of this room: a scope in which only the named parts matter. */
import type { Json, JsonObject } from '../json.ts'
import { Answers } from './answers.ts'
import { compileFormula, type FormulaEnvironment } from './compile.ts'
import type { Scope } from './scope.ts'
import { toJson } from './to-json.ts'

export function scopeOf(source: JsonObject, more: Partial<Scope> = {}): Scope {
  const variables = { SpaceportSystemId: 12, SourceTypeName: 'Customer' }
  const now = new Date('2024-02-29T12:00:00Z')
  return { source, parent: null, destination: null, variables, answers: new Answers(), now, ...more }
}

export function result(
  formula: string,
  source: JsonObject = {},
  more: Partial<Scope> = {},
  environment?: FormulaEnvironment,
): Json | undefined {
  return toJson(compileFormula(formula, environment).evaluate(scopeOf(source, more)))
}
