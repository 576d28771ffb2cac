/** What the operators do with each kind of value. */
import { add, compareNumbers, divide, multiply, numberText, remainder, subtract } from './decimal.ts'
import { type Place, Trouble } from './formula-error.ts'
import { parseMoment } from './moment-parse.ts'
import { momentText } from './moment-text.ts'
import { type Run, spendText } from './run.ts'
import { isDecimal, isMoment, isNumber, kindName, kindOf, type Moment, type Value } from './value.ts'

export function plus(run: Run, left: Value, right: Value): Value {
  if (typeof left === 'string' || typeof right === 'string') return joined(run, text(left), text(right))
  if (left === null || right === null) return null
  if (isNumber(left) && isNumber(right)) return add(left, right)
  throw cannot('+ adds numbers or joins texts', left, right)
}

export function joined(run: Run, left: string, right: string): string {
  spendText(run, left.length + right.length)
  return left + right
}

/** As it reads inside a text: null is nothing, true is True, as in the host language. */
export function text(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isNumber(value)) return numberText(value)
  if (isMoment(value)) return momentText(value)
  throw new Trouble(`${kindName[kindOf(value)]} cannot stand inside a text: name one of its fields`)
}

const arithmetics = { '-': subtract, '*': multiply, '/': divide, '%': remainder }

export function arithmetic(op: '-' | '*' | '/' | '%', left: Value, right: Value): Value {
  if (left === null || right === null) return null
  if (isNumber(left) && isNumber(right)) return arithmetics[op](left, right)
  throw cannot(`${op} takes two numbers`, left, right)
}

export function equal(run: Run, left: Value, right: Value): boolean {
  if (left === right) return true
  if (left === null || right === null) return false
  if (isDecimal(left) || isDecimal(right)) return isNumber(left) && isNumber(right) && compareNumbers(left, right) === 0
  const moments = bothMoments(run, left, right)
  return moments !== null && moments[0].at === moments[1].at
}

/** -1, 0 or 1; null when either side is null, and then every comparison is false. */
export function compare(run: Run, left: Value, right: Value): -1 | 0 | 1 | null {
  if (left === null || right === null) return null
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right)
  const moments = bothMoments(run, left, right) ?? bothDateTexts(run, left, right)
  if (moments !== null) return compareNumbers(moments[0].at, moments[1].at)
  throw cannot('<, <=, > and >= take two numbers or two dates', left, right)
}

/** Null counts as false, as an absent flag does. */
export function truth(value: Value): boolean {
  if (typeof value === 'boolean') return value
  if (value === null) return false
  throw new Trouble(`A condition is true or false, and this is ${kindName[kindOf(value)]}`)
}

/** The truth of what was evaluated for a condition, with its place should it have none. */
export function condition(run: Run, place: Place, evaluate: (run: Run) => Value): boolean {
  const value = evaluate(run)
  if (typeof value === 'boolean') return value
  run.place = place
  return truth(value)
}

/** Sources write dates as texts: beside a date, a text that reads as one is one. */
function bothMoments(run: Run, left: Value, right: Value): [Moment, Moment] | null {
  if (!isMoment(left) && !isMoment(right)) return null
  const [a, b] = [asMoment(run, left), asMoment(run, right)]
  return a === null || b === null ? null : [a, b]
}

function bothDateTexts(run: Run, left: Value, right: Value): [Moment, Moment] | null {
  if (typeof left !== 'string' || typeof right !== 'string') return null
  const [a, b] = [asMoment(run, left), asMoment(run, right)]
  return a === null || b === null ? null : [a, b]
}

function asMoment(run: Run, value: Value): Moment | null {
  if (isMoment(value)) return value
  return typeof value === 'string' ? parseMoment(value, run.zone) : null
}

function cannot(rule: string, left: Value, right: Value): Trouble {
  return new Trouble(`${rule}, and these are ${kindName[kindOf(left)]} and ${kindName[kindOf(right)]}`)
}
