/** Data goes to stdout, everything else to stderr. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** For machines: the value as it is; for people: the words. */
export function show<T>(value: T, options: { json?: boolean | undefined }, inWords: (value: T) => string): void {
  print(options.json === true ? JSON.stringify(value, null, 2) : inWords(value))
}

/** What was done and leaves nothing to look at: people are told beside the data. */
export function showDone(value: Record<string, unknown>, options: { json?: boolean | undefined }, words: string): void {
  if (options.json === true) print(JSON.stringify(value, null, 2))
  else note(words)
}

export type Cell = string | number | null | undefined

/**
 * Columns as wide as their widest cell, numbers to the right. No lines, no colours: it survives a pipe. Heads alone would
 * look like a command that broke off: where there is nothing, it says so.
 */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) =>
    row.map((cell) => (cell === null || cell === undefined ? '-' : oneLine(String(cell)))),
  )
  const widths = heads.map((head, column) => Math.max(width(head), ...texts.map((row) => width(row[column] ?? ''))))
  const isNumeric = heads.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell))
        return isNumeric[column] ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd()
  return [line(heads), ...(texts.length === 0 ? ['none'] : texts.map(line))].join('\n')
}

/** Names and values under each other. */
export function sheet(entries: readonly (readonly [string, Cell])[]): string {
  const longest = Math.max(...entries.map(([name]) => width(name)))
  return entries.map(([name, value]) => `${name}${' '.repeat(longest - width(name))}  ${value ?? '-'}`).join('\n')
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

/** Places of a terminal: a name with an accent takes one, a Chinese character or a picture two, a mark on a letter none. */
function width(text: string): number {
  return Array.from(text.normalize('NFC'), placesOf).reduce((sum, places) => sum + places, 0)
}

function placesOf(letter: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(letter)) return 0
  return isWide.test(letter) ? 2 : 1
}

/** The scripts whose letters fill a square, their signs, full-width forms, and pictures. */
const isWide =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{Emoji_Presentation}\u3000-\u303E\u30FB\u30FC\uFE30-\uFE4F\uFF01-\uFF60\uFFE0-\uFFE6]$/u
