/** Tree → text: the same formula in one spelling, so that reading it again gives the same tree. */
import type { Node, Program, Statement } from './ast.ts'
import { numberText } from './decimal.ts'
import { Decimal } from './value.ts'

export function printFormula(program: Program): string {
  if (program.kind === 'expression') return print(program.value, 0)
  return program.statements.map((statement) => printStatement(statement, '')).join('\n')
}

/** An expression by itself. */
export function printNode(node: Node): string {
  return print(node, 0)
}

const binaryStrength = {
  '??': 2,
  '||': 3,
  '&&': 4,
  '==': 5,
  '!=': 5,
  '<': 6,
  '<=': 6,
  '>': 6,
  '>=': 6,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  '%': 8,
} as const
const unaryStrength = 9
const postfixStrength = 10

function print(node: Node, outer: number): string {
  const { text, strength } = pieces(node)
  return strength < outer ? `(${text})` : text
}

function pieces(node: Node): { text: string; strength: number } {
  const of = (inner: Node) => print(inner, postfixStrength)
  switch (node.kind) {
    case 'literal':
      return literal(node.value)
    case 'name':
      return { text: node.name, strength: postfixStrength }
    case 'member':
      return { text: `${of(node.of)}${node.safe ? '?.' : '.'}${node.name}`, strength: postfixStrength }
    case 'index':
      return { text: `${of(node.of)}${node.safe ? '?[' : '['}${print(node.index, 0)}]`, strength: postfixStrength }
    case 'call':
      return { text: `${node.name}(${list(node.args)})`, strength: postfixStrength }
    case 'method': {
      const call = `${of(node.of)}${node.safe ? '?.' : '.'}${node.name}(${list(node.args)})`
      return { text: call, strength: postfixStrength }
    }
    case 'unary':
      return { text: `${node.op}${print(node.of, unaryStrength)}`, strength: unaryStrength }
    case 'binary': {
      const strength = binaryStrength[node.op]
      // Equal strength binds to the left, but for ?? which binds to the right.
      const [left, right] = node.op === '??' ? [strength + 1, strength] : [strength, strength + 1]
      return { text: `${print(node.left, left)} ${node.op} ${print(node.right, right)}`, strength }
    }
    case 'ternary': {
      const text = `${print(node.test, 2)} ? ${print(node.yes, 1)} : ${print(node.no, 1)}`
      return { text, strength: 1 }
    }
    case 'lambda':
      return { text: `${node.param} => ${print(node.body, 0)}`, strength: 0 }
    case 'list':
      return {
        text: node.items.length === 0 ? 'new[] { }' : `new[] { ${list(node.items)} }`,
        strength: postfixStrength,
      }
    case 'template':
      return { text: template(node.parts), strength: postfixStrength }
    case 'cast':
      return { text: `(${castWords[node.type]})${print(node.of, unaryStrength)}`, strength: unaryStrength }
  }
}

const castWords = { text: 'string', whole: 'int', decimal: 'decimal', flag: 'bool', any: 'object' } as const

function list(nodes: readonly Node[]): string {
  return nodes.map((node) => print(node, 0)).join(', ')
}

function literal(value: null | boolean | number | string | Decimal): { text: string; strength: number } {
  if (typeof value === 'string') return { text: quoted(value), strength: postfixStrength }
  if (value === null || typeof value === 'boolean') return { text: String(value), strength: postfixStrength }
  if (typeof value === 'number') return { text: numberText(value), strength: postfixStrength }
  return { text: `${value.toFixed()}${isPlainNumber(value) ? 'm' : ''}`, strength: postfixStrength }
}

/** Whether the digits without an m would be read as an ordinary number. */
function isPlainNumber(value: Decimal): boolean {
  return new Decimal(String(value.toNumber())).eq(value)
}

function quoted(value: string): string {
  // JSON's escapes are all escapes of the language.
  return JSON.stringify(value)
}

function template(parts: Extract<Node, { kind: 'template' }>['parts']): string {
  const texts = parts.map((part) => {
    if (typeof part === 'string') return quoted(part).slice(1, -1).replaceAll('{', '{{').replaceAll('}', '}}')
    // In brackets, so that neither a ternary's colon nor a brace ends it too early.
    const value = print(part.value, postfixStrength)
    return part.format === null ? `{${value}}` : `{${value}:${part.format}}`
  })
  return `$"${texts.join('')}"`
}

function printStatement(statement: Statement, indent: string): string {
  switch (statement.kind) {
    case 'return':
      return `${indent}return ${print(statement.value, 0)};`
    case 'declare':
      return `${indent}var ${statement.name} = ${print(statement.value, 0)};`
    case 'assign':
      return `${indent}${statement.name} ${statement.op} ${print(statement.value, 0)};`
    case 'block':
      return block(statement.statements, indent)
    case 'if': {
      const head = `${indent}if (${print(statement.test, 0)})\n${body(statement.yes, indent)}`
      return statement.no === null ? head : `${head}\n${indent}else\n${body(statement.no, indent)}`
    }
    case 'foreach': {
      const head = `${indent}foreach (var ${statement.name} in ${print(statement.list, 0)})`
      return `${head}\n${body(statement.body, indent)}`
    }
  }
}

function block(statements: readonly Statement[], indent: string): string {
  const inside = statements.map((statement) => `${printStatement(statement, `${indent}  `)}\n`)
  return `${indent}{\n${inside.join('')}${indent}}`
}

/** An `if` without `else` inside an `if` with one is what braces are for. */
function body(statement: Statement, indent: string): string {
  return printStatement(statement, statement.kind === 'block' ? indent : `${indent}  `)
}
