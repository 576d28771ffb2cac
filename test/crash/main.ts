/**
 * `npm run crash [-- --only NAME] [--times N] [--seed N] [--write]`: processes, databases and disks that end at all
 * possible moments, and then the question whether anything was lost or done twice. It stops by itself; with --write
 * the table goes to docs/reliability.md.
 */
import { parseArgs } from 'node:util'
import { newDatabase, preparePostgres } from '../database/run-databases.ts'
import { madeOn, tableOf, writeSection } from '../report/write-section.ts'
import { databaseAway, databaseHalted, diskFull } from './database-away.ts'
import { cutAtEveryCommit } from './every-commit.ts'
import { frozen } from './frozen-worker.ts'
import type { Proof } from './proved.ts'
import { drained, killed } from './random-ends.ts'
import { refused } from './second-process.ts'

/** What is done how often, by a short name. */
const proofs: Record<string, { what: string; times: number; prove: Proof }> = {
  kill: { what: 'a hub killed in its work, on PostgreSQL', times: 100, prove: killed('postgres') },
  'kill-embedded': { what: 'the same on the embedded database', times: 50, prove: killed('pglite') },
  halt: { what: 'PostgreSQL ended at once under load, and started again', times: 10, prove: databaseHalted },
  commits: { what: 'six journeys cut before and after each commit', times: 6, prove: cutAtEveryCommit },
  drain: { what: 'a hub asked to stop in its work', times: 20, prove: drained },
  freeze: { what: 'a worker frozen past its lease, and let go on', times: 10, prove: frozen },
  second: { what: 'a second process on the embedded directory', times: 5, prove: refused },
  'away-1': { what: 'the database away for 1 s', times: 3, prove: databaseAway(1) },
  'away-30': { what: 'the database away for 30 s', times: 1, prove: databaseAway(30) },
  'disk-full': { what: 'the disk full for a while', times: 1, prove: diskFull },
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    times: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
// Whoever stops it stops its processes with it: they end at this one's exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const postgres = await preparePostgres()
const rows: object[] = []
const complaints: string[] = []
try {
  for (const [name, { what, times, prove }] of Object.entries(proofs)) {
    if (values.only !== undefined && values.only !== name) continue
    const began = performance.now()
    const proved = await prove({
      times: Number(values.times ?? times),
      seed: Number(values.seed),
      newDatabase: () => newDatabase(postgres.value, true),
    })
    const { lost, doubled, note } = proved
    rows.push({ what, times: proved.times, lost: lost.length, doubled: doubled.length, note })
    complaints.push(...[...lost, ...doubled].map((complaint) => `${what}: ${complaint}`))
    const minutes = ((performance.now() - began) / 60_000).toFixed(1)
    process.stderr.write(
      `${what}: ${proved.times} times in ${minutes} min, ${lost.length} lost, ${doubled.length} doubled\n`,
    )
  }
} finally {
  await postgres.stop()
}
process.stdout.write(`${tableOf(rows)}\n`)
for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
if (values.write && values.only === undefined && complaints.length === 0) {
  writeSection('reliability', 'crash', `${madeOn(new Date())}, seed ${values.seed}.\n\n${tableOf(rows)}`)
}
process.exitCode = complaints.length === 0 ? 0 : 1
