/**
 * `npm run soak [-- --minutes 3] [--rate 50] [--faults 5] [--kill 30] [--write]`: events, faults and killed processes
 * for a while, and then the question whether anything was lost or done twice. It stops by itself.
 */
import { parseArgs } from 'node:util'
import { madeOn, tableOf, writeSection } from '../report/write-section.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    rate: { type: 'string', default: '50' },
    faults: { type: 'string', default: '5' },
    kill: { type: 'string', default: '30' },
    write: { type: 'boolean', default: false },
  },
})
// Whoever stops it stops its processes with it: they end at this one's exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const { figures, complaints } = await soak({
  minutes: Number(values.minutes),
  perSecond: Number(values.rate),
  faultPercent: Number(values.faults),
  killSeconds: Number(values.kill),
})
const rows = Object.entries(figures).map(([what, figure]) => ({ what, figure }))
process.stdout.write(`${tableOf(rows)}\n`)
for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
if (values.write && complaints.length === 0) {
  writeSection('reliability', 'soak', `${madeOn(new Date())}.\n\n${tableOf(rows)}`)
}
process.exitCode = complaints.length === 0 ? 0 : 1
