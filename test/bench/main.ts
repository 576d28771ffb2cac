/** `npm run bench [-- main-job|mapping] [--customers N]`: figures as ratios measured in one run, never a timed test. */
import { parseArgs } from 'node:util'
import { mainJob } from './main-job.ts'
import { mappingBench } from './mapping.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { customers: { type: 'string', default: '50000' }, json: { type: 'boolean', default: false } },
})
const jobs: Record<string, () => Promise<object[]>> = {
  'main-job': () => mainJob(Number(values.customers)),
  mapping: mappingBench,
}
const wanted = positionals.length === 0 ? Object.keys(jobs) : positionals
for (const name of wanted) {
  const job = jobs[name]
  if (job === undefined) {
    console.error(`No bench is called "${name}": there are ${Object.keys(jobs).join(', ')}`)
    process.exit(2)
  }
  const rows = await job()
  if (values.json) console.log(JSON.stringify({ bench: name, rows }))
  else console.table(rows)
}
