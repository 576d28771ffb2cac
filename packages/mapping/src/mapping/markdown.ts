/** Small pieces of Markdown, safe for whatever a definition holds. */

/** Code in one line. A backtick inside asks for a longer fence. */
export function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ')
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  if (longest === 0) return `\`${line}\``
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${line} ${fence}`
}

export function item(text: string): string {
  return `- ${text.replace(/\s*\n\s*/g, ' ')}`
}

/** A bar inside a cell would end it, even in code. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)]
}
