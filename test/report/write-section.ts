import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const docs = join(import.meta.dirname, '../../docs')

/** Puts a run's section of a page in docs/ in the place of the last run's. The rest of the page is written by hand. */
export function writeSection(page: 'reliability' | 'performance', name: string, text: string): void {
  const path = join(docs, `${page}.md`)
  const [begin, end] = [`<!-- ${name}: written by its run -->`, `<!-- end of ${name} -->`]
  const whole = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`${path} has no section "${name}": it is to stand between ${begin} and ${end}`)
  writeFileSync(path, `${whole.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${whole.slice(to)}`)
}

/** When and on what a run was made. */
export function madeOn(now: Date): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${now.toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, Node ${process.versions.node}`
}

/** Rows of a run as a table; the columns are those of the first row. */
export function tableOf(rows: readonly object[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  const body = rows.map((row) => line(Object.values(row)))
  return [line(columns), line(columns.map(() => '---')), ...body].join('\n')
}
