/** Saved examples of a mapping, run against it. */
import type { MappingCase } from '../definition.ts'
import { difference } from '../fold/difference.ts'
import { isSame } from '../fold/value-shape.ts'
import { Answers, type Question } from '../formula/answers.ts'
import { canonical } from '../formula/names.ts'
import type { Json, JsonObject } from '../json.ts'
import type { FlowMapper, MapInput, MapResult } from './compile-flow.ts'

export type CaseResult = { pass: true } | { pass: false; difference: string }

export function runCase(example: MappingCase, mapper: FlowMapper): CaseResult {
  const given = Object.entries(example.lookups ?? {}).map(([call, answer]) => ({ call, ...readCall(call), answer }))
  const unreadable = given.find(({ args }) => args === null)
  if (unreadable !== undefined) return fail(`${unreadable.call} is no call: write it as Name("text", 1, null)`)
  const input = inputOf(example)
  const answers = new Answers()
  let result = mapper.map(input, answers)
  for (let misses = 0; answers.misses > misses; ) {
    // A question that leans on an answer still to come is asked of null at first; it is not asked again.
    const open = answers.wanted().map((question) => ({
      question,
      known: given.find(({ name, args }) => isCallOf(question, name, args)),
    }))
    const [first] = open
    if (first !== undefined && open.every(({ known }) => known === undefined)) {
      return fail(`the case has no answer to ${writeCall(open.at(-1)?.question ?? first.question)}: add it to lookups`)
    }
    for (const { question, known } of open) if (known !== undefined) answers.give(question, known.answer)
    misses = answers.misses
    result = mapper.map(input, answers)
  }
  const trouble = judge(example, result)
  return trouble === null ? { pass: true } : fail(trouble)
}

function fail(difference: string): CaseResult {
  return { pass: false, difference }
}

function inputOf(example: MappingCase): MapInput {
  const { source, linked = false, gone = false, destination = null, previous = null, variables = {} } = example
  return { source, linked, gone, destination, previous, variables, now: new Date(example.now ?? 0) }
}

function judge({ expect, mapping }: MappingCase, result: MapResult): string | null {
  if (mapping !== undefined && result.mapping !== mapping) {
    return `the mapping ${mapping} was expected, and it was ${result.mapping ?? 'none'}${because(result)}`
  }
  if ('data' in expect) {
    if (result.outcome !== 'mapped') return `data were expected, and the record is ${result.outcome}${because(result)}`
    return compare(expect.data, result.data)
  }
  const [wanted, said] =
    'filtered' in expect ? (['filtered', expect.filtered] as const) : (['error', expect.error] as const)
  if (result.outcome !== wanted) return `${wanted} was expected, and the record is ${result.outcome}${because(result)}`
  const reasons = result.outcome === 'error' ? result.all : [result.reason]
  if (reasons.some(({ code, message }) => code === said || message.includes(said))) return null
  return `a reason with "${said}" was expected${because(result)}`
}

function because(result: MapResult): string {
  if (result.outcome === 'mapped') return ''
  const reasons = result.outcome === 'error' ? result.all : [result.reason]
  return `: ${reasons.map(({ code, message }) => `${code} ${message}`).join('; ')}`
}

function compare(expected: JsonObject, data: JsonObject): string | null {
  const lines = Object.entries(difference(expected, data)).map(
    ([path, entry]) => `${path}: expected ${write(entry.old)}, got ${write(entry.new)}`,
  )
  if (lines.length > 0) return lines.join('\n')
  return isSame(expected, data) ? null : 'the children stand in another order'
}

function write(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function readCall(call: string): { name: string; args: Json[] | null } {
  const [, name = '', inside = ''] = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(call) ?? []
  if (name === '') return { name, args: null }
  try {
    const args: unknown = JSON.parse(`[${inside}]`)
    // What JSON.parse gives is JSON.
    return { name, args: args as Json[] }
  } catch {
    return { name, args: null }
  }
}

function isCallOf(question: Question, name: string, args: Json[] | null): boolean {
  return canonical(question.name) === canonical(name) && args !== null && isSame(trimmed(question.args), trimmed(args))
}

/** An argument that is left out is null. */
function trimmed(args: Json[]): Json[] {
  return args.at(-1) === null ? trimmed(args.slice(0, -1)) : args
}

function writeCall({ name, args }: Question): string {
  return `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`
}
