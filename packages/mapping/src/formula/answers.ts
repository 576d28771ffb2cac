/** Look-ups: a formula never waits. It asks, gets null the first time, and is run again once the answers are there. */
import type { Json } from '../json.ts'
import { canonical } from './names.ts'

/** A call of a look-up, as the hub answers it. */
export interface Question {
  readonly name: string
  readonly args: Json[]
}

/** Look-ups answered so far. Lives as long as one page. */
export class Answers {
  readonly #given = new Map<string, Json>()
  readonly #wanted = new Map<string, Question>()
  #misses = 0

  /** Grows with each question that had no answer yet, a repeated one too: who asked must be mapped again. */
  get misses(): number {
    return this.#misses
  }

  /** The answer; null where there is none yet, and then the question is left here. */
  ask(name: string, args: Json[]): Json {
    const key = keyOf(name, args)
    const answer = this.#given.get(key)
    if (answer !== undefined) return answer
    this.#misses += 1
    this.#wanted.set(key, { name, args })
    return null
  }

  /** Whether the question was answered, be it by null. */
  has(name: string, args: Json[]): boolean {
    return this.#given.has(keyOf(name, args))
  }

  /** The questions that wait, each once, in the order in which they were asked. */
  wanted(): Question[] {
    return [...this.#wanted.values()]
  }

  give(question: Question, answer: Json): void {
    const key = keyOf(question.name, question.args)
    this.#given.set(key, answer)
    this.#wanted.delete(key)
  }
}

function keyOf(name: string, args: Json[]): string {
  return `${canonical(name)}${JSON.stringify(args)}`
}
