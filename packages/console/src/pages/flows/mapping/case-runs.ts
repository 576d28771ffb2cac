import {
  Answers,
  type CaseResult,
  compileFlow,
  type FlowDefinition,
  type JsonObject,
  type MappingCase,
  runCase,
} from '@trefoil/mapping'
import type { Surroundings } from './draft.ts'

/** How each saved case of a draft ends: by the very code that the hub runs before it puts a version into force. */
export function runAll(draft: FlowDefinition, around: Surroundings): CaseResult[] | null {
  const mapper = mapperOf(draft, around)
  return mapper === null ? null : (draft.cases ?? []).map((each) => runCase(each, mapper))
}

/** A case of one source record, that expects what the rules make of it now. */
export function caseOf(
  name: string,
  source: JsonObject,
  draft: FlowDefinition,
  around: Surroundings,
  like: Partial<MappingCase> = {},
): MappingCase {
  const { expect: _, ...given } = like
  const mapper = mapperOf(draft, around)
  const { linked = false, destination = null, previous = null, variables = {}, now = 0 } = given
  const input = { source, linked, destination, previous, variables, now: new Date(now) }
  const result = mapper?.map(input, new Answers())
  const example = { ...given, name, source }
  if (result === undefined || result.outcome === 'mapped') {
    return { ...example, expect: { data: result?.data ?? {} } }
  }
  const { code } = result.reason
  return { ...example, expect: result.outcome === 'filtered' ? { filtered: code } : { error: code } }
}

function mapperOf(draft: FlowDefinition, { source, destination, lookups }: Surroundings) {
  if (destination === undefined) return null
  return compileFlow(draft, { destination, lookups, ...(source === undefined ? {} : { source }) })
}
