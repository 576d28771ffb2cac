/** The shape of each expression, and what is wrong with it. */
import type { Node } from './ast.ts'
import { checkBinary, mismatch } from './check-binary.ts'
import { checkCall, checkMember, checkMethod } from './check-call.ts'
import { checkTernary, expectFlag } from './check-condition.ts'
import {
  type Checking,
  either,
  fieldShape,
  flag,
  isNumeric,
  number,
  shapeName,
  text,
  unknown,
  type Where,
} from './check-state.ts'
import { canonical } from './names.ts'
import type { Shape } from './shape.ts'
import { isDecimal } from './value.ts'

export function checkNode(node: Node, where: Where, checking: Checking): Shape {
  switch (node.kind) {
    case 'literal':
      return literalShape(node.value)
    case 'name':
      return checkName(node, where, checking)
    case 'member':
      return checkMember(node, where, checking)
    case 'index':
      return checkIndex(node, where, checking)
    case 'call':
      return checkCall(node, where, checking)
    case 'method':
      return checkMethod(node, where, checking)
    case 'unary':
      return checkUnary(node, where, checking)
    case 'binary':
      return checkBinary(node, where, checking)
    case 'ternary':
      return checkTernary(node, where, checking)
    case 'lambda':
      return unknown
    case 'list': {
      const [first = unknown, ...others] = node.items.map((item) => checkNode(item, where, checking))
      return { type: 'list', of: others.reduce(either, first) }
    }
    case 'template':
      for (const part of node.parts) if (typeof part !== 'string') checkNode(part.value, where, checking)
      return text
    case 'cast':
      checkNode(node.of, where, checking)
      return { type: node.type }
  }
}

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>

function literalShape(value: Of<'literal'>['value']): Shape {
  if (typeof value === 'string') return text
  if (typeof value === 'boolean') return flag
  if (value === null) return unknown
  return isDecimal(value) || !Number.isInteger(value) ? number : { type: 'whole' }
}

function checkName(node: Of<'name'>, where: Where, checking: Checking): Shape {
  const local = where.locals.get(node.name)
  if (local !== undefined) return local
  const key = canonical(node.name)
  if (key === 'parent') return checking.parent
  if (key === 'destinationvalue') return checking.destination
  if (checking.variables.some((name) => canonical(name) === key)) return unknown
  const record = where.element ?? checking.source
  if (key === 'this') return record
  if (record.type !== 'record') return key === 'it' ? record : unknown
  const besides = [...checking.variables, 'Parent', 'DestinationValue', ...where.locals.keys()]
  return fieldShape(checking, record, node.name, node, besides)
}

function checkIndex(node: Of<'index'>, where: Where, checking: Checking): Shape {
  const of = checkNode(node.of, where, checking)
  const index = checkNode(node.index, where, checking)
  if (of.type === 'list') {
    if (!isNumeric(index) && index.type !== 'any') {
      checking.report(node.index, 'type_mismatch', `A list is indexed by a whole number, not by ${shapeName(index)}`)
    }
    return of.of
  }
  if (of.type === 'record' && node.index.kind === 'literal' && typeof node.index.value === 'string') {
    return fieldShape(checking, of, node.index.value, { at: node.index.at + 1, end: node.index.end - 1 })
  }
  return of.type === 'text' ? text : unknown
}

function checkUnary(node: Of<'unary'>, where: Where, checking: Checking): Shape {
  const of = checkNode(node.of, where, checking)
  if (node.op === '!') {
    expectFlag(node.of, of, checking)
    return flag
  }
  if (!isNumeric(of) && of.type !== 'any') mismatch(node.of, `${node.op} takes a number`, of, checking)
  return isNumeric(of) ? of : number
}
