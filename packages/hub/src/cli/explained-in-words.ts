import type { Schemas } from '../client/client.ts'
import { table } from './print.ts'

/** Outcome and mapping of one record, then each field with its rule, branch and inputs. */
export function explainedInWords({ outcome, mapping, isLinked, reasons, fields }: Schemas['Explained']): string {
  const head = `${outcome}, by ${mapping ?? 'no mapping'}, as ${isLinked ? 'an update' : 'a new record'}`
  const why = reasons.map(({ code, message }) => `${code}: ${message}`)
  const rows = fields.map((field) => [
    field.path,
    field.error ?? (field.value === undefined ? 'left alone' : JSON.stringify(field.value)),
    field.isDefault ? `${ruleOf(field.rule)} (default)` : ruleOf(field.rule),
    field.branches.map(({ condition, isTrue }) => `${condition} is ${isTrue}`).join('; ') || null,
    field.reads.map(({ name, value }) => `${name} = ${JSON.stringify(value)}`).join('; ') || null,
  ])
  const list = rows.length === 0 ? [] : [table(['field', 'value', 'rule', 'branch', 'read'], rows)]
  return [head, ...why, ...list].join('\n\n')
}

function ruleOf(rule: Record<string, unknown>): string {
  const kind = ['formula', 'field', 'static', 'lookup'].find((each) => each in rule) ?? ''
  const what = rule[kind]
  return `${kind} ${typeof what === 'string' ? what : JSON.stringify(what)}`
}
