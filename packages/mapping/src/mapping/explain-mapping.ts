/** A mapping told as it happened to one record: for a person who asks why a field is what it is. */
import type { FlowDefinition, Rule } from '../definition.ts'
import type { Answers } from '../formula/answers.ts'
import type { Formula } from '../formula/compile.ts'
import { explainFormula } from '../formula/explain.ts'
import type { Scope } from '../formula/scope.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { childrenById, onlyChild } from './apply-children.ts'
import { isNothing } from './blank.ts'
import type { CompiledChild } from './compile-children.ts'
import {
  candidates,
  compileFlow,
  compileMappings,
  type FlowEnvironment,
  forNewChildren,
  type MapInput,
  type MapResult,
  scopeOf,
} from './compile-flow.ts'
import type { CompiledRule } from './compile-rule.ts'
import { scopeReader } from './read-field.ts'

export interface Explanation {
  result: MapResult
  /** One for each rule of the mapping that was chosen, the children's behind those of their parent. */
  fields: ExplainedField[]
}

export interface ExplainedField {
  /** `firstName`, `addresses/17/city`. */
  path: string
  rule: Rule
  kind: 'field' | 'static' | 'formula' | 'lookup'
  /** What the destination gets; absent: it is left alone. */
  value?: Json
  /** The rule yielded nothing, and its default stands in. */
  isDefault: boolean
  /** The fields that were read, as they were. */
  reads: { name: string; value: Json | null }[]
  /** The conditions of the formula, and which way each went. */
  branches: { condition: string; isTrue: boolean }[]
  error?: string
}

export function explainMapping(
  definition: FlowDefinition,
  environment: FlowEnvironment,
  input: MapInput,
  answers: Answers,
): Explanation {
  const flow = compileMappings(definition, environment)
  const result = compileFlow(definition, environment).map(input, answers)
  const mapping = candidates(flow, input).find((candidate) => candidate.definition.name === result.mapping)
  if (mapping === undefined || result.outcome === 'filtered') return { result, fields: [] }
  const scope = scopeOf(input, answers)
  const fields = mapping.rules.map((rule) => explainRule(rule, scope, ''))
  if (result.outcome === 'error') return { result, fields }
  for (const { list, id, outcome, mapping: name } of result.children) {
    if (id === null || (outcome !== 'mapped' && outcome !== 'error')) continue
    const there = childrenById(scope.destination, list).get(id) ?? null
    const isKnown = !input.linked || there !== null || childrenById(input.previous, list).has(id)
    const asked = (mapping.lists.get(list) ?? []).map((child) =>
      isKnown ? child : forNewChildren(flow, child, input, answers),
    )
    const child = asked.find(({ definition: { name: own } }) => own === name)
    if (child === undefined) continue
    const source = childSource(child, id, scope)
    if (source === undefined) continue
    const inner: Scope = { ...scope, source, parent: scope.source, destination: there }
    fields.push(...child.rules.map((rule) => explainRule(rule, inner, `${list}/${id}/`)))
  }
  return { result, fields }
}

function explainRule(compiled: CompiledRule, scope: Scope, prefix: string): ExplainedField {
  const { rule, destination } = compiled
  const told: ExplainedField = {
    path: prefix + destination.name,
    rule,
    kind: 'field' in rule ? 'field' : 'static' in rule ? 'static' : 'formula' in rule ? 'formula' : 'lookup',
    isDefault: false,
    reads: [],
    branches: [],
  }
  const value =
    compiled.formula === null ? readPlain(compiled, scope, told) : readFormula(compiled.formula, scope, told)
  if (told.error !== undefined) return told
  told.isDefault = rule.default !== undefined && isNothing(value)
  const given = told.isDefault ? rule.default : value
  if (given !== undefined) told.value = given
  return told
}

function readPlain({ rule, read }: CompiledRule, scope: Scope, told: ExplainedField): Json | undefined {
  const name = 'field' in rule ? rule.field : 'lookup' in rule ? rule.lookup.field : null
  if (name !== null) told.reads.push({ name, value: scopeReader(name)(scope) ?? null })
  return read(scope)
}

function readFormula(formula: Formula, scope: Scope, told: ExplainedField): Json | undefined {
  const { value, error, branches, inputs } = explainFormula(formula, scope)
  told.reads = inputs.map(({ path, value: read }) => ({ name: path, value: read }))
  told.branches = branches.map(({ condition, taken }) => ({ condition, isTrue: taken === 'then' }))
  if (error !== undefined) told.error = error.message
  return value
}

function childSource(child: CompiledChild, id: string, scope: Scope): JsonObject | undefined {
  if (child.readList === null) return onlyChild(child)
  const list = child.readList(scope.source)
  const sources = Array.isArray(list) ? list.filter(isJsonObject) : []
  return sources.find((member) => String(child.readKey(member)) === id)
}
