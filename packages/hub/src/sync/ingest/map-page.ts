import { setImmediate } from 'node:timers/promises'
import { Answers, type FlowMapper, type MapInput, type MapResult, type Question } from '@trefoil/mapping'
import type { Json } from '@trefoil/sdk'
import { storableResult } from './storable-result.ts'

/** Answers questions of one look-up, in order. */
export type Resolve = (calls: Json[][]) => Promise<Json[]>

/**
 * Maps a page. Formulas that look something up leave their questions behind; all of them are answered in one batch per
 * look-up, and the records that asked are mapped again, so that nothing waits inside the loop.
 * What it answers can be stored.
 */
export async function mapPage(
  mapper: FlowMapper,
  inputs: readonly MapInput[],
  resolvers: ReadonlyMap<string, Resolve>,
  answers = new Answers(),
): Promise<MapResult[]> {
  const results: MapResult[] = new Array(inputs.length)
  let open = [...inputs.keys()]
  let since = performance.now()
  for (let round = 0; open.length > 0; round += 1) {
    if (round > deepest)
      throw new Error(`Flow ${mapper.definition.name} looks things up more than ${deepest} times in a row`)
    const asked: number[] = []
    for (const index of open) {
      const input = inputs[index]
      if (input === undefined) continue
      // What a page takes is up to its formulas: whoever asks this process something else is answered meanwhile.
      if (performance.now() - since > longestGo) {
        await setImmediate()
        since = performance.now()
      }
      const misses = answers.misses
      results[index] = mapper.map(input, answers)
      if (answers.misses > misses) asked.push(index)
    }
    open = asked
    if (open.length > 0) await answerAll(answers, resolvers)
  }
  return results.map(storableResult)
}

/** Milliseconds; a page of simple formulas takes less. */
const longestGo = 25

/** A look-up may lean on the answer of another, but not for ever. */
const deepest = 8

async function answerAll(answers: Answers, resolvers: ReadonlyMap<string, Resolve>): Promise<void> {
  const byName = Map.groupBy(answers.wanted(), (question: Question) => question.name)
  await Promise.all(
    [...byName].map(async ([name, questions]) => {
      const resolve = resolvers.get(name)
      if (resolve === undefined) throw new Error(`No look-up is called ${name}`)
      const found = await resolve(questions.map((question) => question.args))
      for (const [index, question] of questions.entries()) answers.give(question, found[index] ?? null)
    }),
  )
}
