/** The tree of a formula. Every node knows its place; two formulas are the same when they differ in places only. */
import type { Place } from './formula-error.ts'
import type { Decimal } from './value.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '??'

export type CastType = 'text' | 'whole' | 'decimal' | 'flag' | 'any'

export type Node = Place &
  (
    | { kind: 'literal'; value: null | boolean | number | string | Decimal }
    | { kind: 'name'; name: string }
    | { kind: 'member'; of: Node; name: string; safe: boolean }
    | { kind: 'index'; of: Node; index: Node; safe: boolean }
    | { kind: 'call'; name: string; args: Node[] }
    | { kind: 'method'; of: Node; name: string; args: Node[]; safe: boolean }
    | { kind: 'unary'; op: '!' | '-' | '+'; of: Node }
    | { kind: 'binary'; op: BinaryOperator; left: Node; right: Node }
    | { kind: 'ternary'; test: Node; yes: Node; no: Node }
    | { kind: 'lambda'; param: string; body: Node }
    | { kind: 'list'; items: Node[] }
    | { kind: 'template'; parts: (string | Hole)[] }
    | { kind: 'cast'; type: CastType; of: Node }
  )

/** A `{value:format}` inside an interpolated text. */
export interface Hole {
  value: Node
  format: string | null
}

export type Statement = Place &
  (
    | { kind: 'return'; value: Node }
    | { kind: 'if'; test: Node; yes: Statement; no: Statement | null }
    | { kind: 'block'; statements: Statement[] }
    | { kind: 'declare'; name: string; value: Node }
    | { kind: 'assign'; name: string; op: '=' | '+=' | '-=' | '*=' | '/='; value: Node }
    | { kind: 'foreach'; name: string; list: Node; body: Statement }
  )

/** A whole formula: one expression, or statements that return. */
export type Program =
  | { kind: 'expression'; value: Node; nodes: number }
  | { kind: 'statements'; statements: Statement[]; nodes: number }
