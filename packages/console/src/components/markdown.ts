/** The few forms of Markdown in which our pages are written: headings, paragraphs, lists, tables and blocks of code. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  /** Null: its items have no numbers. */
  | { kind: 'list'; start: number | null; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }

/** Text, code or what is set off, in the order in which it stands. */
export interface Piece {
  kind: 'text' | 'code' | 'strong'
  text: string
}

const heading = /^(#{1,6}) (.*)$/
const item = /^(?:-|\d+\.) (.*)$/
/** What stands between two of them is every second part. */
const fence = /^ *```\w*\n([\s\S]*?)^ *```$/m

/** Whatever is in none of the forms is a paragraph: nothing is left out. */
export function blocksOf(markdown: string): Block[] {
  return markdown.split(fence).flatMap((part, at): Block[] => {
    if (at % 2 === 1) return [{ kind: 'code', text: part.trimEnd() }]
    const groups = part.split(/\n{2,}/).map((group) => group.split('\n').map((line) => line.trim()))
    const filled = groups.map((lines) => lines.filter((line) => line !== ''))
    return filled
      .filter((lines) => lines.length > 0)
      .flatMap(partsOf)
      .map(blockOf)
  })
}

/** A list needs no empty line before it, nor a paragraph after it. */
function partsOf(lines: string[]): string[][] {
  const isItem = lines.map((line) => item.test(line))
  const end = isItem.findIndex((is) => is !== isItem[0])
  return end === -1 ? [lines] : [lines.slice(0, end), ...partsOf(lines.slice(end))]
}

function blockOf(lines: string[]): Block {
  const [first = '', ...rest] = lines
  const [, marks = '', title = ''] = heading.exec(first) ?? []
  if (marks !== '' && rest.length === 0) return { kind: 'heading', level: marks.length, text: title }
  if (lines.every((line) => item.test(line))) {
    const items = lines.map((line) => item.exec(line)?.[1] ?? line)
    return { kind: 'list', start: first.startsWith('-') ? null : Number.parseInt(first, 10), items }
  }
  if (lines.length > 1 && lines.every((line) => line.startsWith('|'))) {
    const [head = [], , ...rows] = lines.map(cellsOf)
    return { kind: 'table', head, rows }
  }
  return { kind: 'text', text: lines.join(' ') }
}

/** A bar that belongs to a cell has a stroke before it. */
function cellsOf(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
  return cells.slice(1, -1)
}

export function piecesOf(text: string): Piece[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).flatMap((part): Piece[] => {
    if (part === '') return []
    if (/^`.+`$/.test(part)) return [{ kind: 'code', text: part.slice(1, -1) }]
    if (/^\*\*.+\*\*$/.test(part)) return [{ kind: 'strong', text: part.slice(2, -2) }]
    return [{ kind: 'text', text: part }]
  })
}
