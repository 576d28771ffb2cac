import { table } from './print.ts'

/** A finding about a formula or a flow, as the checks and the API tell it. */
export interface Finding {
  code: string
  severity: 'error' | 'warning' | 'hint'
  message: string
  /** Where in the definition; absent: the formula stands by itself. */
  path?: readonly (string | number)[] | undefined
  range?: { line: number; column: number; length: number } | undefined
  fix?: { says: string; value: unknown } | undefined
}

/** A table of all findings, then each formula with a mark under the place. `textAt` finds the text of a formula. */
export function findingsInWords(
  findings: readonly Finding[],
  textAt: (path: readonly (string | number)[]) => string | null,
): string {
  if (findings.length === 0) return 'Nothing to say.'
  const rows = findings.map(({ severity, code, path = [], message }) => [severity, code, placeIn(path), message])
  const shown = findings.flatMap((finding) => {
    const text = finding.range === undefined ? null : textAt(finding.path ?? [])
    return text === null ? [] : [inPlace(finding, text)]
  })
  return [table(['severity', 'code', 'place', 'what'], rows), ...shown].join('\n\n')
}

/** The line of a formula, a mark under the place, and what would put it right. */
function inPlace({ range, message, path = [], fix }: Finding, text: string): string {
  const { line = 1, column = 1, length = 1 } = range ?? {}
  const shown = text.split('\n')[line - 1] ?? ''
  const room = Math.max(1, Math.min(length, shown.length - column + 1))
  const mark = `${' '.repeat(Math.max(0, column - 1))}${'^'.repeat(room)}`
  const head = path.length === 0 ? message : `${placeIn(path)}: ${message}`
  const repair = fix === undefined ? [] : [`  ${fix.says}: ${String(fix.value)}`]
  return [head, `  ${shown}`, `  ${mark}`, ...repair].join('\n')
}

/** `mappings[0].rules[3].formula` */
function placeIn(path: readonly (string | number)[]): string {
  let text = ''
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : `${text === '' ? '' : '.'}${part}`
  return text
}

/** What stands at a place of a definition, if it is a text. */
export function textIn(value: unknown, path: readonly (string | number)[]): string | null {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return null
    at = Reflect.get(at, part)
  }
  return typeof at === 'string' ? at : null
}
