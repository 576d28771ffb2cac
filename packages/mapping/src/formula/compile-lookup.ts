import type { Json } from '../json.ts'
import { arityProblem } from './arity.ts'
import type { Node } from './ast.ts'
import { type CompileState, type Evaluate, type Names, problem } from './compile-state.ts'
import { Trouble } from './formula-error.ts'
import type { LookupSignature } from './lookups.ts'
import { spend } from './run.ts'
import { toJson } from './to-json.ts'
import { kindName, kindOf, type Value } from './value.ts'

/** A call that is answered outside. One whose name ends in Required must find something. */
export function compileLookup(
  node: Extract<Node, { kind: 'call' }>,
  lookup: LookupSignature,
  names: Names,
  state: CompileState,
): Evaluate {
  const { name, params } = lookup
  const wrong = arityProblem(lookup, node.args.length)
  if (wrong !== null) throw problem(state, node, wrong)
  state.lookupsUsed.add(name)
  const supplies = node.args.map((arg) => state.compile(arg, names, state))
  const isRequired = /required(async)?$/i.test(name)
  return (run) => {
    const values = supplies.map((supply) => supply(run))
    run.place = node
    const args = values.map((value, index) => question(name, params[index], value))
    spend(run, 10)
    const answer = run.scope.answers.ask(name, args)
    if (answer === null && isRequired && run.scope.answers.has(name, args)) {
      throw new Trouble(`${name} found nothing for ${JSON.stringify(args).slice(1, -1)}`)
    }
    return answer
  }
}

function question(name: string, param: LookupSignature['params'][number] | undefined, value: Value): Json {
  const json = toJson(value) ?? null
  if (json === null || param === undefined || param.type === 'any') return json
  if (param.type === 'text' && typeof json === 'string') return json
  if (param.type === 'whole' && typeof json === 'number' && Number.isInteger(json)) return json
  const expected = param.type === 'text' ? 'a text' : 'a whole number'
  throw new Trouble(`${name}: ${param.name} is ${expected}, and this is ${kindName[kindOf(value)]}`)
}
