/** The reference page of the language, made from the functions themselves. */
import type { FormulaFunction, Param, ParamType } from './function.ts'
import { formulaFunctions } from './functions.ts'
import { type LanguageExample, languageSections } from './language.ts'
import { hubLookups, type LookupSignature } from './lookups.ts'

/** Markdown: the language, and each group of functions with signatures, sentences and examples. */
export function functionReference(lookups: readonly LookupSignature[] = hubLookups): string {
  const groups = [...new Set(formulaFunctions.map((fn) => fn.group))]
  const sections = groups.map((group) => {
    const entries = formulaFunctions.filter((fn) => fn.group === group).map(entry)
    return [`## ${group}`, ...entries].join('\n\n')
  })
  const language = languageSections.map(({ title, says, examples }) =>
    [`### ${title}`, says, block(examples.map(line))].join('\n\n'),
  )
  return `${[intro, '## The language', ...language, ...sections, lookupSection(lookups), deviations].join('\n\n')}\n`
}

function line({ formula, result, source, parent, destination }: LanguageExample): string {
  const given = Object.entries({ '': source, 'Parent ': parent, 'DestinationValue ': destination })
    .flatMap(([name, record]) => (record === undefined ? [] : `${name}${JSON.stringify(record)}`))
    .join(', ')
  return `${formula}  →  ${JSON.stringify(result)}${given === '' ? '' : `   // of ${given}`}`
}

function block(lines: readonly string[]): string {
  return ['```', ...lines, '```'].join('\n')
}

const intro = `# Formulas

A formula makes one value of a record. Names of fields and functions are matched without regard to case and underscores; a local name is spelled as it was made, and means nothing inside a condition that is a text. Of functions: a parameter in [ ] may be left out; one with … takes any number of values; where a parameter is not marked "or null", null gives null.`

function entry(fn: FormulaFunction): string {
  const examples = fn.examples.map(([formula, result, source]) => {
    const given = source === undefined ? '' : `   // of ${JSON.stringify(source)}`
    return `${formula}  →  ${JSON.stringify(result)}${given}`
  })
  return [`### ${signature(fn)}`, fn.says, block(examples)].join('\n\n')
}

/** `text.PadLeft(length, [filling])` */
function signature(fn: FormulaFunction): string {
  const [receiver, ...others] = fn.params
  if (fn.form === 'property') return receiver === undefined ? fn.name : `${receiver.name}.${fn.name}`
  if (fn.form === 'method' && receiver !== undefined) {
    return `${receiver.name}.${fn.name}(${others.map(parameter).join(', ')})`
  }
  return `${fn.name}(${fn.params.map(parameter).join(', ')})`
}

const typeNames: Readonly<Record<ParamType, string>> = {
  any: 'anything',
  text: 'text',
  whole: 'whole number',
  number: 'number',
  flag: 'true or false',
  date: 'date',
  list: 'list',
  record: 'record',
  each: 'condition',
}

function parameter(param: Param): string {
  if (param.rest) return `…${param.name}`
  const isTold = param.type === 'any' || param.name === param.type || param.type === 'each'
  const orNull = param.takesNull && !param.optional && param.type !== 'any' ? ' or null' : ''
  const text = isTold ? param.name : `${param.name}: ${typeNames[param.type]}${orNull}`
  return param.optional ? `[${text}]` : text
}

function lookupSection(lookups: readonly LookupSignature[]): string {
  const entries = lookups.map((lookup) => {
    const params = lookup.params.map((param) => (param.optional === true ? `[${param.name}]` : param.name))
    const says = lookup.says === undefined ? '' : `\n\n${lookup.says}`
    return `### ${lookup.name}(${params.join(', ')})${says}`
  })
  const says =
    'Answered outside of the formula, for a whole page of records at once. One that ends in Required fails where nothing is found. Where a function has the same name, the look-up answers in flows of its connector.'
  return [`## Look-ups`, says, ...entries].join('\n\n')
}

const deviations = `## Where we differ from the host language

| here | there | because |
|---|---|---|
| \`7 / 2\` is 3.5 | 3 for two integers | a price that happens to be whole must not lose its cents; Math.Floor cuts |
| numbers with a fraction are exact decimals | doubles | no float may decide a price |
| decimals do not keep trailing zeros: \`12.50m.ToString()\` is 12.5 | 12.50 | JSON does not keep them either; use ToString("F2") |
| a member, an index or a method of null is null | NullReferenceException | records lack fields all the time |
| null counts as false in a condition | error | an absent flag is not set |
| an index beyond the end, First() of nothing: null | exception | the same |
| arithmetic with null is null; Convert of null is null | 0 for Convert | an absent price is not a price of 0 |
| texts that read as dates compare with dates | compile error | JSON has no dates |
| < and > between other texts is an error | compile error | "10" < "9" would be true |
| dates are written as ISO 8601 | by the culture of the server | the same on every machine |
| regular expressions have no look-around and no back-references | they have | matching must end in time |`
