import {
  Answers,
  compileFormula,
  type Formula,
  FormulaError,
  hubLookups,
  type JsonObject,
  type LookupSignature,
  toJson,
} from '@trefoil/mapping'
import type { Lookup } from '@trefoil/sdk'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { connectors } from '../registry.ts'
import { exitCodes, Failure } from './exit.ts'
import type { EvalOptions } from './formula.ts'
import { print } from './print.ts'

/** Look-ups may lean on each other, but not for ever. */
const mostRounds = 8

export async function evaluate(text: string, options: EvalOptions): Promise<void> {
  const formula = compile(text)
  const answers = new Answers()
  const scope = {
    source: given('record', options.record),
    destination: options.destination === undefined ? null : given('destination', options.destination),
    parent: options.parent === undefined ? null : given('parent', options.parent),
    variables: {},
    answers,
    now: systemClock.now(),
  }
  for (let round = 0; round < mostRounds; round += 1) {
    const result = inPlace(text, () => toJson(formula.evaluate(scope)))
    const wanted = answers.wanted()
    if (wanted.length === 0) {
      if (options.json === true) print(JSON.stringify({ result: result ?? null, lookups: formula.lookups }))
      else print(JSON.stringify(result ?? null))
      return
    }
    for (const question of wanted) {
      const lookup = vendorLookups.get(question.name)
      // Without a hub there are no links: its own look-ups find nothing.
      const [found = null] = lookup === undefined ? [] : await lookup.resolve([[...question.args]], null)
      answers.give(question, found)
    }
  }
  throw new Failure(exitCodes.failed, `The formula looks things up more than ${mostRounds} times in a row`)
}

const vendorLookups = new Map<string, Lookup>(
  [...connectors.values()].flatMap((connector) => Object.entries(connector.lookups ?? {})),
)

/** Every look-up that a formula may call: the hub's own, and those of every connector. */
export function allLookups(): LookupSignature[] {
  return [...hubLookups, ...[...vendorLookups].map(([name, { params }]) => ({ name, params }))]
}

/** Ends with the place of the fault where the formula cannot be read. */
export function compile(text: string): Formula {
  return inPlace(text, () => compileFormula(text, { lookups: allLookups() }))
}

/** A fault in a formula is shown where it is: the line, and a mark under the place. */
function inPlace<T>(text: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { line, column, length, message, expected } = error
    const mark = `${' '.repeat(Math.max(0, column - 1))}${'^'.repeat(Math.max(1, length))}`
    const shown = `${text.split('\n')[line - 1] ?? ''}\n${mark}`
    throw new Failure(exitCodes.failed, `${message}\n\n${shown}`, {
      line,
      column,
      length,
      expected: expected ?? null,
    })
  }
}

function given(option: string, text: string): JsonObject {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text))
  } catch {
    throw new Failure(
      exitCodes.usage,
      `--${option} must be a JSON object, as in '{"FirstName":"Ann"}', and this is none: ${text}`,
    )
  }
}
