import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { type EntityShape, formulaFunctions, hubLookups, type LookupSignature } from '@trefoil/mapping'

interface Signature {
  name: string
  params: readonly { name: string; optional?: boolean }[]
  says?: string
}

function signature({ name, params }: Signature): string {
  return `${name}(${params.map((param) => (param.optional === true ? `[${param.name}]` : param.name)).join(', ')})`
}

/** What a function does, for who rests the pointer on its name. */
export function helpFor(word: string): string | undefined {
  const found = [...formulaFunctions, ...hubLookups].find(({ name }) => name.toLowerCase() === word.toLowerCase())
  return found === undefined ? undefined : `${signature(found)}\n${found.says ?? ''}`
}

/** What may be written at a place: fields of the source, functions, and look-ups of the connector. */
export function completions(source: EntityShape | undefined, lookups: readonly LookupSignature[]) {
  const fields: Completion[] = Object.entries(source?.fields ?? {}).map(([name, { type, says }]) => ({
    label: name,
    type: 'property',
    detail: type,
    boost: 10,
    ...(says === undefined ? {} : { info: says }),
  }))
  const calls: Completion[] = [...formulaFunctions, ...hubLookups, ...lookups].map((call) => ({
    label: call.name,
    type: 'function',
    apply: 'form' in call && call.form === 'property' ? call.name : `${call.name}(`,
    detail: signature(call).slice(call.name.length),
    ...(call.says === undefined ? {} : { info: call.says }),
  }))
  const methods = calls.filter((_, index) => {
    const call = formulaFunctions[index]
    return call !== undefined && call.form !== 'function'
  })
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[.\w]+/)
    if (word === null) return context.explicit ? { from: context.pos, options: [...fields, ...calls] } : null
    const dot = word.text.lastIndexOf('.')
    if (dot >= 0) return { from: word.from + dot + 1, options: methods, validFor: /^\w*$/ }
    return { from: word.from, options: [...fields, ...calls], validFor: /^\w*$/ }
  }
}
