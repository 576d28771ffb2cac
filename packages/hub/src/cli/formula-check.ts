import { checkFormula, type Diagnostic, recordShapeOf } from '@trefoil/mapping'
import { type Finding, findingsInWords } from './diagnostic-words.ts'
import { exitCodes, Failure } from './exit.ts'
import type { CheckOptions } from './formula.ts'
import { allLookups, compile } from './formula-eval.ts'
import { type Seen, schemaNamed } from './formula-schema.ts'
import { print, sheet } from './print.ts'

/** What a formula reads, and what can be said of it before any record is there. Ends with 8 where it is wrong. */
export function check(text: string, options: CheckOptions): void {
  const { reads, lookups, usesDestination } = compile(text)
  const { schema, destinationSchema, filter = false } = options
  const seen: Partial<Seen> = schema === undefined ? {} : schemaNamed(schema)
  const found = checkFormula(text, {
    lookups: allLookups(),
    ...(seen.source === undefined ? {} : { source: recordShapeOf(seen.source) }),
    ...(seen.parent === undefined ? {} : { parent: recordShapeOf(seen.parent) }),
    ...(destinationSchema === undefined ? {} : { destination: recordShapeOf(schemaNamed(destinationSchema).source) }),
    ...(filter ? { use: 'filter' as const } : {}),
  })
  const errors = found.filter(({ severity }) => severity === 'error')
  const diagnostics = found.map(findingOf)
  if (options.json === true) {
    print(JSON.stringify({ ok: errors.length === 0, reads, lookups, usesDestination, diagnostics }, null, 2))
  } else {
    const fields = reads.map(({ of, path }) => (of === 'source' ? path.join('.') : `${of}.${path.join('.')}`))
    const facts = sheet([
      ['formula', 'well-formed'],
      ['reads', fields.join(', ') || 'no field'],
      ['looks up', lookups.join(', ') || 'nothing'],
    ])
    print(diagnostics.length === 0 ? facts : `${facts}\n\n${findingsInWords(diagnostics, () => text)}`)
  }
  if (errors.length === 0) return
  const against = schema === undefined ? '' : ` against ${schema}`
  throw new Failure(
    exitCodes.checkFailed,
    `The formula does not stand${against}: ${errors.map((each) => each.message).join('; ')}`,
  )
}

function findingOf({ code, severity, message, line, column, at, end, fix }: Diagnostic): Finding {
  const range = { line, column, length: end - at }
  return { code, severity, message, range, ...(fix === undefined ? {} : { fix: { says: fix.title, value: fix.text } }) }
}
