import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type TrefoilClient } from '../../client/client.ts'
import { connectors } from '../../registry.ts'
import type { DemoOptions } from '../demo.ts'
import { configOf } from '../environment.ts'
import { exitCodes, Failure } from '../exit.ts'
import { askedToStop, startHubHere } from '../hub-process.ts'
import { note, print, table } from '../print.ts'
import { answer } from '../reach.ts'
import { allCustomers, allProfiles } from './behind-the-counter.ts'
import { compareHubWithKlaviyo, compareShopWithHub, type Difference, phoneOf } from './compare.ts'
import { consoleLink } from './console-link.ts'
import { type FlowReport, reportFlow, reportsInWords } from './flow-report.ts'
import { allOutcomes, allRecords, allRuns } from './read-all.ts'
import { type Simulators, startSimulators } from './simulators.ts'
import { waitUntilQuiet } from './wait-until-quiet.ts'

const onPurpose =
  'What is filtered has no e-mail address. The errors are in the shop on purpose: names that are missing, addresses twice or no addresses.'

const flows = ['clover-customers', 'klaviyo-profiles'] as const

/** The main job from one command: a shop's customers travel from Clover through the hub into Klaviyo. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const asked = askedToStop()
  const hasOwnDataDir = (process.env.TREFOIL_DATA_DIR ?? '') !== ''
  const place = hasOwnDataDir ? configOf().dataDir : mkdtempSync(join(tmpdir(), 'trefoil-demo-'))
  const simulators = await startSimulators(options.customers)
  try {
    const hub = await startHubHere(environmentFor(place, simulators, options))
    try {
      const work = show(hub.url, place, simulators, options)
      await (options.once === true ? work : Promise.race([work, asked]))
      if (options.once !== true) await asked
    } finally {
      await hub.stop()
    }
  } finally {
    await simulators.stop()
    if (!hasOwnDataDir) rmSync(place, { recursive: true, force: true })
  }
}

function environmentFor(
  dataDir: string,
  simulators: Simulators,
  options: DemoOptions,
): Record<string, string | undefined> {
  return {
    ...process.env,
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_ENDPOINT_CLOVER: simulators.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: simulators.klaviyo.url,
    // Beside a hub that is running already.
    TREFOIL_PORT: process.env.TREFOIL_PORT ?? '0',
    TREFOIL_LOG_LEVEL: process.env.TREFOIL_LOG_LEVEL ?? 'error',
    ...(options.once === true ? { TREFOIL_CONSOLE: 'off' } : {}),
  }
}

async function show(url: string, dataDir: string, simulators: Simulators, options: DemoOptions): Promise<void> {
  const say = options.json === true ? () => {} : print
  say(
    `A pretended Clover shop with ${options.customers.toLocaleString('en')} customers, a pretended Klaviyo account, and a hub between them.\n`,
  )
  const client = createClient(url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
  await setUp(client, simulators)
  const link = options.once === true ? undefined : await consoleLink(client, url)
  if (link !== undefined) say(`Watch it in the console; this link signs you in, once:\n\n  ${link}\n`)
  await answer(client.POST('/api/v1/flows/{name}/runs', { params: { path: { name: flows[0] } } }))
  const began = performance.now()
  await waitUntilQuiet(client, flows, { title: 'Clover → hub → Klaviyo', expected: options.customers })
  const reports = await Promise.all(flows.map(async (flow) => reportFlow(flow, await allRuns(client, flow))))
  const seconds = (performance.now() - began) / 1_000
  const rate = Math.round(options.customers / seconds).toLocaleString('en')
  say(
    `${reportsInWords(reports)}\n\nFrom Clover to Klaviyo in ${seconds.toFixed(1)} s: ${rate} customers a second.\n${onPurpose}`,
  )
  if (options.once === true) {
    const differences = await compare(client, simulators, reports)
    tellDifferences(differences, reports, options)
    return
  }
  if (options.json === true)
    print(
      JSON.stringify({
        ...{ url, dataDir, console: link },
        ...{ clover: simulators.clover.url, klaviyo: simulators.klaviyo.url, flows: reports },
      }),
    )
  else say(whatToTry(url, dataDir, simulators))
}

async function setUp(client: TrefoilClient, { clover, klaviyo }: Simulators): Promise<void> {
  const { merchantId, token: apiToken } = clover
  const accounts = [
    { connector: 'clover', name: 'till', credentials: { merchantId, apiToken } },
    { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } },
  ]
  for (const account of accounts) {
    await answer(client.POST('/api/v1/connections', { body: { ...account, settings: {}, allowMissing: false } }))
  }
  for (const name of flows) await answer(client.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } } }))
}

async function compare(
  client: TrefoilClient,
  simulators: Simulators,
  reports: readonly FlowReport[],
): Promise<Difference[]> {
  const [shop, profiles, customers, pulled, pushed] = await Promise.all([
    allCustomers(simulators.clover.url),
    allProfiles(simulators.klaviyo.url),
    allRecords(client, 'Customer'),
    allOutcomes(client, flows[0]),
    allOutcomes(client, flows[1]),
  ])
  const wanted = customers.map((customer) => ({ customer, at: phoneOf(customer) }))
  const calls = wanted.map(({ at }) => [at?.phone ?? null, at?.country ?? null])
  const format = connectors.get('klaviyo')?.lookups?.GetKlaviyoFormattedPhoneNumber
  const phones = (await format?.resolve(calls, null)) ?? []
  const expected = wanted.map(({ customer }, index) => {
    const phone = phones[index]
    return { customer, phone: typeof phone === 'string' ? phone : null }
  })
  const sums = reports.flatMap(({ flow, read, sum }) =>
    read === sum ? [] : [{ what: `outcomes of ${flow}`, expected: String(read), found: String(sum) }],
  )
  const [pull] = reports
  const unread =
    pull?.read === shop.length
      ? []
      : [{ what: 'customers read from Clover', expected: String(shop.length), found: String(pull?.read) }]
  return [
    ...sums,
    ...unread,
    ...compareShopWithHub(shop, customers, pulled),
    ...compareHubWithKlaviyo(expected, profiles, pushed),
  ]
}

const shownDifferences = 20

function tellDifferences(differences: Difference[], reports: FlowReport[], options: DemoOptions): void {
  if (options.json === true) print(JSON.stringify({ flows: reports, differences }))
  if (differences.length === 0) {
    if (options.json !== true) print('Shop, hub and Klaviyo agree, record by record and field by field.')
    return
  }
  if (options.json !== true) {
    const rows = differences.slice(0, shownDifferences).map(({ what, expected, found }) => [what, expected, found])
    note(`\n${table(['what', 'expected', 'found'], rows)}`)
  }
  throw new Failure(exitCodes.failed, `Shop, hub and Klaviyo differ in ${differences.length} places`)
}

function whatToTry(url: string, dataDir: string, { clover, klaviyo }: Simulators): string {
  return `
The hub answers at ${url}, and stays until you press Ctrl-C. In another terminal:

  export TREFOIL_DATA_DIR=${dataDir}
  npx trefoil issue list               # what did not arrive, by cause
  npx trefoil record list --limit 5
  npx trefoil mapping explain klaviyo-profiles --id 1   # why each value is what it is

Somebody new at the till, and on to Klaviyo:

  curl -s ${clover.url}/_sim/customers -d '{"firstName":"Nora","lastName":"Berg","emailAddresses":[{"emailAddress":"nora.berg@example.com"}]}'
  npx trefoil flow run clover-customers --wait
  curl -s ${klaviyo.url}/_sim/profiles/nora.berg@example.com
`
}
