/** `npm run faults [-- --write]`: every cell of the matrix; with --write the table goes to docs/reliability.md. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { madeOn, tableOf, writeSection } from '../report/write-section.ts'
import type { CellReport } from './cell.ts'

/** So many calls at most stand beside each other. */
const columns = 12

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const folder = mkdtempSync(join(tmpdir(), 'trefoil-faults-'))
const report = join(folder, 'cells.json')
const { status } = spawnSync('vitest', ['run', '--project', 'whole', 'test/faults'], {
  stdio: 'inherit',
  env: { ...process.env, TREFOIL_FAULTS: report },
})
if (status === 0 && values.write) {
  const cells: CellReport[] = JSON.parse(readFileSync(report, 'utf8'))
  const faults = [...new Set(cells.map(({ fault }) => fault))]
  const rows = [...Map.groupBy(cells, ({ operation }) => operation)].map(([call, some]) => ({
    call,
    ...Object.fromEntries(
      faults.map((fault) => [
        fault,
        some.find((cell) => cell.fault === fault)?.consequence.replaceAll('_', ' ') ?? '–',
      ]),
    ),
  }))
  const says = `${cells.length} cells of ${cells.length} as they should be: ${madeOn(new Date())}.`
  const words =
    'none: overcome within the call. wait: as long as the vendor says. retry: later, by itself. error: put aside for a person. stop flow, stop connection: until a person has seen to it.'
  const tables = inParts(rows, columns).map((part) => tableOf(turned(part, faults)))
  writeSection('reliability', 'faults', [says, words, ...tables].join('\n\n'))
}
rmSync(folder, { recursive: true, force: true })
process.exitCode = status ?? 1

function inParts<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, part) => rows.slice(part * size, (part + 1) * size))
}

/** Faults down, calls across. */
function turned(rows: { call: string; [fault: string]: string }[], faults: string[]): object[] {
  return faults.map((fault) => ({ fault, ...Object.fromEntries(rows.map((row) => [row.call, row[fault]])) }))
}
