/** `npm run bench [-- main-job|mapping|console|clover-limit|klaviyo-limits|latency|memory|workers] [--customers N] [--seconds N]`: figures measured in one run, never a timed test. */
import { parseArgs } from 'node:util'
import { madeOn, tableOf, writeSection } from '../report/write-section.ts'
import { cloverLimit } from './clover-limit.ts'
import { consoleBench } from './console.ts'
import { klaviyoLimits } from './klaviyo-limits.ts'
import { latency } from './latency.ts'
import { mainJob } from './main-job.ts'
import { mappingBench } from './mapping.ts'
import { memory } from './memory.ts'
import { workers } from './workers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    customers: { type: 'string' },
    seconds: { type: 'string' },
    json: { type: 'boolean', default: false },
    // Into docs/performance.md, in the place of the last run's.
    write: { type: 'boolean', default: false },
  },
})
// Whoever stops it stops its processes with it: they end at this one's exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const jobs: Record<string, () => Promise<object[]>> = {
  'main-job': () => mainJob(Number(values.customers ?? 100_000)),
  mapping: mappingBench,
  console: () => consoleBench(Number(values.customers ?? 100_000)),
  'clover-limit': () => cloverLimit(Number(values.customers ?? 100_000)),
  latency: () => latency(Number(values.seconds ?? 40)),
  memory: () => memory(Number(values.customers ?? 1_000_000)),
  workers: () => workers(Number(values.customers ?? 40_000)),
  // Waits for the vendor's minutes, so that it runs only where it is named.
  'klaviyo-limits': () => klaviyoLimits(Number(values.customers ?? 50_000)),
}
const wanted = positionals.length === 0 ? ['main-job', 'mapping', 'console'] : positionals
for (const name of wanted) {
  const job = jobs[name]
  if (job === undefined) {
    console.error(`No bench is called "${name}": there are ${Object.keys(jobs).join(', ')}`)
    process.exit(2)
  }
  const rows = await job()
  if (values.json) console.log(JSON.stringify({ bench: name, rows }))
  else console.table(rows)
  if (values.write) writeSection('performance', name, `${madeOn(new Date())}.\n\n${tableOf(rows)}`)
}
