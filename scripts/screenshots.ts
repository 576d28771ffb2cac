/**
 * Takes the pictures of the console that README and docs show, from a pretended shop, into docs/pictures:
 * `npm run screenshots`. With `--to <dir>` it takes every screen there, in both themes and both widths, for whoever
 * changes how it looks.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { createClient, type TrefoilClient } from '../packages/hub/src/client/index.ts'
import { systemClock } from '../packages/hub/src/clock.ts'
import { readConfig } from '../packages/hub/src/config.ts'
import { openLog } from '../packages/hub/src/log.ts'
import { startHub } from '../packages/hub/src/main.ts'
import { type CloverSimulator, startClover, startKlaviyo } from '../packages/simulators/src/index.ts'
import { launchChromium } from '../test/browser/chromium.ts'
import { screensOf } from '../test/browser/screens.ts'
import { told } from '../test/harness/told.ts'
import { until, Waiting } from '../test/harness/until.ts'

interface Picture {
  name: string
  path: string
  /** What stands there when it is drawn. */
  shows: string
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
}

const { values: options } = parseArgs({
  options: { to: { type: 'string' }, only: { type: 'string' }, console: { type: 'string' } },
})
const mostBytes = 150_000
const pictures = join(import.meta.dirname, '../docs/pictures')
const consoleDir = options.console ?? join(import.meta.dirname, '../packages/console/dist')

const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-screenshots-'))
const clover = await startClover({ customers: 240, orders: 0, limits: false })
const klaviyo = await startKlaviyo({ limits: false })
const config = readConfig({
  TREFOIL_DATA_DIR: dataDir,
  TREFOIL_PORT: '0',
  TREFOIL_ENDPOINT_CLOVER: clover.url,
  TREFOIL_ENDPOINT_KLAVIYO: klaviyo.url,
})
const hub = await startHub(config, { consoleDir, log: openLog({ level: 'error' }) })
const browser = await launchChromium()
try {
  const api = createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
  const seen = await fillTheShop(api)
  if (options.to === undefined) await takeAll(browser, api, pictures, picturesOf(seen))
  else await takeAll(browser, api, options.to, everyScreen(seen))
} finally {
  await browser.close()
  await hub.stop()
  await klaviyo.stop()
  await clover.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

interface Seen {
  record: number
  run: number
  braked: number
  issue: number
}

/** A shop of two hundred, two people with one address, and a run that asks before it changes half of them. */
async function fillTheShop(api: TrefoilClient): Promise<Seen> {
  await connectAll(api, clover)
  const withMail = clover.customers.list().filter(({ emailAddresses }) => (emailAddresses ?? []).length > 0)
  const [first, second] = withMail
  const shared = first?.emailAddresses?.[0]?.emailAddress ?? 'nobody@example.com'
  if (second !== undefined) {
    clover.customers.update(second.id, { emailAddresses: [{ emailAddress: shared, primaryEmail: true }] })
  }
  const run = await fullRun(api)
  await rememberADay()
  await until('deliveries to be made', async () => {
    const flow = await told(api.GET('/api/v1/flows/{name}', { params: { path: { name: 'klaviyo-profiles' } } }))
    return flow.deliveries.due > 0 ? new Waiting(flow.deliveries) : undefined
  })
  for (const { id, lastName } of clover.customers.list().slice(0, 130)) {
    clover.customers.update(id, { lastName: `${lastName ?? ''}-Ortiz` })
  }
  const braked = await fullRun(api)
  const records = await told(api.GET('/api/v1/records', { params: { query: { q: shared } } }))
  const issues = await told(api.GET('/api/v1/issues'))
  const issue = issues.data.find(({ shape }) => shape === 'records')
  return { record: records.data[0]?.id ?? 0, run, braked, issue: issue?.id ?? 0 }
}

/** Runs of the day before, for a shop that opened this minute has charts of one bar. */
async function rememberADay(): Promise<void> {
  const flows = await hub.database.kysely.selectFrom('flow').select(['id', 'direction']).execute()
  const slices = Array.from({ length: 47 }, (_, index) => 47 - index)
  const rows = slices.flatMap((slice) =>
    flows.map(({ id, direction }) => {
      const isOpen = slice % 48 < 26
      const wave = isOpen ? Math.round(14 + 11 * Math.sin(slice / 3.1) + ((slice * 7) % 5)) : 2
      const error = slice % 9 === 0 ? 2 : 0
      const counts =
        direction === 'to_hub' ? { created: 1, updated: wave, error } : { updated: wave, created: 1, error: 0 }
      const seconds = 0.6 + ((slice * 13) % 7) / 6
      const at = new Date(systemClock.now().getTime() - slice * 1_800_000)
      const finished_at = new Date(at.getTime() + seconds * 1_000)
      const times = { queued_at: at, started_at: at, finished_at }
      const read = counts.created + counts.updated + counts.error
      return {
        workspace_id: 1,
        flow_id: id,
        kind: 'poll',
        state: 'done',
        actor: 'schedule:poll',
        read,
        ...counts,
        ...times,
      }
    }),
  )
  await hub.database.kysely.insertInto('run').values(rows).execute()
}

async function connectAll(api: TrefoilClient, { merchantId, token }: CloverSimulator): Promise<void> {
  const accounts = [
    { connector: 'clover', name: 'till', credentials: { merchantId, apiToken: token } },
    { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } },
  ]
  for (const account of accounts) {
    await told(api.POST('/api/v1/connections', { body: { ...account, settings: {}, allowMissing: false } }))
  }
  for (const name of ['clover-customers', 'klaviyo-profiles', 'clover-orders']) {
    await told(api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } } }))
  }
}

async function fullRun(api: TrefoilClient): Promise<number> {
  const params = { path: { name: 'clover-customers' } }
  const { run } = await told(api.POST('/api/v1/flows/{name}/runs', { params }))
  await until(`run ${run} to end, or to ask`, async () => {
    const { state } = await told(api.GET('/api/v1/runs/{id}', { params: { path: { id: String(run) } } }))
    return ['done', 'braked'].includes(state) ? undefined : new Waiting(state)
  })
  return run
}

function picturesOf({ record, braked, issue }: Seen): Picture[] {
  return [
    { name: 'home', path: '/', shows: 'What happened' },
    { name: 'home-dark', path: '/', shows: 'What happened', scheme: 'dark' },
    { name: 'home-phone', path: '/', shows: 'What happened', width: 390, height: 844 },
    { name: 'record', path: `/records/${record}?why=emailAddress`, shows: 'What the others say' },
    { name: 'mapping', path: '/flows/clover-customers?tab=mapping', shows: 'Tried on this record' },
    { name: 'issue', path: `/issues/${issue}`, shows: 'What to do' },
    { name: 'run-asks', path: `/runs/${braked}`, shows: 'Let it go on' },
    { name: 'connect', path: '/connect/clover', shows: 'Where to find it in Clover' },
    { name: 'this-hub', path: '/settings?tab=hub', shows: 'Download' },
  ]
}

function everyScreen(seen: Seen): Picture[] {
  const asks = { name: 'run-asks', path: `/runs/${seen.braked}`, shows: 'Let it go on' }
  const screens = [...screensOf(seen), asks].filter(
    ({ name }) => options.only === undefined || options.only.split(',').includes(name),
  )
  return screens.flatMap((screen) =>
    (['light', 'dark'] as const).flatMap((scheme) =>
      [1280, 320].map((width) => ({ ...screen, name: `${screen.name}-${scheme}-${width}`, scheme, width })),
    ),
  )
}

async function takeAll(browser: Browser, api: TrefoilClient, to: string, list: readonly Picture[]): Promise<void> {
  mkdirSync(to, { recursive: true })
  const body = { email: 'nora@example.com', name: 'Nora Berg', role: 'owner' } as const
  const { person } = await told(api.POST('/api/v1/people', { body }))
  for (const [looks, some] of Map.groupBy(list, ({ scheme, width }) => `${scheme ?? 'light'} ${width ?? 1280}`)) {
    const [{ scheme = 'light', width = 1280, height }] = [some[0] ?? { scheme: 'light', width: 1280 }]
    const context = await browser.newContext({
      baseURL: hub.url,
      colorScheme: scheme === 'dark' ? 'dark' : 'light',
      locale: 'en-GB',
      viewport: { width, height: height ?? (width < 500 ? 720 : 860) },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const link = await told(api.POST('/api/v1/people/{id}/link', { params: { path: { id: String(person.id) } } }))
    await page.goto(link.path)
    await page.getByText('Home').first().waitFor()
    for (const picture of some) await take(page, picture, to)
    await context.close()
    console.log(`took ${some.length} pictures: ${looks}`)
  }
}

/** WebP by the browser itself: a third of a PNG. */
async function take(page: Page, { name, path, shows }: Picture, to: string): Promise<void> {
  await page.goto(path)
  await page.getByText(shows).first().waitFor()
  await page.waitForLoadState('networkidle')
  if (options.to !== undefined) {
    await page.screenshot({ path: join(to, `${name}.png`), fullPage: true })
    return
  }
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 84 })
  const picture = Buffer.from(data, 'base64')
  if (picture.length > mostBytes) throw new Error(`${name} has ${picture.length} bytes: more than ${mostBytes}`)
  writeFileSync(join(to, `${name}.webp`), picture)
}
