/** Fields with what they were and what they are, one a line. */
export function changesInWords(changes: Record<string, { old?: unknown; new?: unknown }>): string {
  return Object.entries(changes)
    .map(
      ([field, change]) =>
        `${field}: ${'old' in change ? inWords(change.old) : '-'} → ${'new' in change ? inWords(change.new) : '-'}`,
    )
    .join('\n')
}

function inWords(value: unknown): string {
  const text = JSON.stringify(value) ?? '-'
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
