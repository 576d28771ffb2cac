/**
 * Takes the pictures of the console that README and docs show, from a pretended shop, into docs/pictures:
 * `npm run screenshots`. With `--to <dir>` it takes every screen and state there, in both themes and both widths, for
 * whoever changes how it looks: `--only <names>` and `--looks "dark 320"` take fewer, `--language es` the other language.
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
import { type PicturedState, statesOf } from './pictured-states.ts'

interface Picture extends PicturedState {
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
}

const { values: options } = parseArgs({
  options: {
    ...{ to: { type: 'string' }, only: { type: 'string' }, looks: { type: 'string' } },
    ...{ language: { type: 'string' }, console: { type: 'string' } },
  },
})
const isEnglish = options.language === undefined || options.language === 'en'
const mostBytes = 150_000
/** A picture is as tall as what stands on it, up to this, so that what is fixed to an edge covers nothing. */
const tallest = 2_600
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
  changing: number
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
  for (const { id } of clover.customers.list().slice(150, 162)) clover.customers.update(id, { lastName: 'Slip' })
  const changing = await fullRun(api)
  for (const { id, lastName } of clover.customers.list().slice(0, 130)) {
    clover.customers.update(id, { lastName: `${lastName ?? ''}-Ortiz` })
  }
  const braked = await fullRun(api)
  const records = await told(api.GET('/api/v1/records', { params: { query: { q: shared } } }))
  const issues = await told(api.GET('/api/v1/issues'))
  const issue = issues.data.find(({ shape }) => shape === 'records')
  await saveAnotherVersion(api)
  return { record: records.data[0]?.id ?? 0, run, changing, braked, issue: issue?.id ?? 0 }
}

/** A version that says why, so that there is a difference to look at. */
async function saveAnotherVersion(api: TrefoilClient): Promise<void> {
  const params = { path: { name: 'clover-customers' } }
  const { definition, version } = await told(api.GET('/api/v1/flows/{name}', { params }))
  const body = {
    definition: { ...definition, says: 'Customers of the till become customers of the hub.' },
    base: version,
    note: 'says it shorter',
  }
  await told(api.PUT('/api/v1/flows/{name}/definition', { params, body }))
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
  const all: PicturedState[] = [...screensOf(seen), asks, ...statesOf({ ...seen, clover })]
  const names = options.only?.split(',')
  const screens = all.filter(({ name, act }) => (names?.includes(name) ?? true) && (isEnglish || act === undefined))
  return screens.flatMap((screen) =>
    (['light', 'dark'] as const).flatMap((scheme) =>
      [1280, 320]
        .filter((width) => options.looks?.split(',').includes(`${scheme} ${width}`) ?? true)
        .map((width) => ({ ...screen, name: `${screen.name}-${scheme}-${width}`, scheme, width })),
    ),
  )
}

async function takeAll(browser: Browser, api: TrefoilClient, to: string, list: readonly Picture[]): Promise<void> {
  mkdirSync(to, { recursive: true })
  const links = { owner: await linkOf(api, 'owner'), viewer: await linkOf(api, 'viewer') }
  const looksOf = ({ scheme = 'light', width = 1280, who = 'owner' }: Picture) => `${scheme} ${width} ${who}`
  for (const [looks, some] of Map.groupBy(list, looksOf)) {
    const [{ scheme, width = 1280, height, who = 'owner' }] = [some[0] ?? { scheme: 'light' }]
    const context = await browser.newContext({
      baseURL: hub.url,
      colorScheme: scheme === 'dark' ? 'dark' : 'light',
      locale: isEnglish ? 'en-GB' : 'es-ES',
      viewport: { width, height: height ?? (width < 500 ? 720 : 860) },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    if (who !== 'nobody') {
      await page.goto(await links[who]())
      await page.getByRole('main').waitFor()
    }
    for (const picture of some) {
      await take(page, picture, to).catch((error: unknown) => {
        if (options.to === undefined) throw error
        console.error(`${picture.name}: ${String(error).split('\n')[0]}`)
      })
    }
    await context.close()
    console.log(`took ${some.length} pictures: ${looks}`)
  }
}

/** Makes a person of that role, and gives what makes links to sign in by. */
async function linkOf(api: TrefoilClient, role: 'owner' | 'viewer'): Promise<() => Promise<string>> {
  const [email, name] = role === 'owner' ? ['nora@example.com', 'Nora Berg'] : ['vera@example.com', 'Vera Lind']
  const { person } = await told(api.POST('/api/v1/people', { body: { email, name, role } }))
  const params = { path: { id: String(person.id) } }
  return async () => (await told(api.POST('/api/v1/people/{id}/link', { params }))).path
}

/** WebP by the browser itself: a third of a PNG. */
async function take(page: Page, { name, path, shows, act, answers = {} }: Picture, to: string): Promise<void> {
  page.setDefaultTimeout(15_000)
  for (const [what, answer] of Object.entries(answers)) {
    await page.route((url) => url.pathname === `/api/v1/${what}`, answer)
  }
  await page.goto(path)
  if (act !== undefined) await page.waitForLoadState('networkidle').then(() => act(page))
  if (isEnglish) await page.getByText(shows).first().waitFor()
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  // A screen that waits for ever is a state as well.
  await page.waitForFunction('!document.querySelector(".waiting")', undefined, { timeout: 5_000 }).catch(() => {})
  if (options.to !== undefined) {
    const { width, height } = page.viewportSize() ?? { width: 1280, height: 860 }
    const full: number = await page.evaluate('document.documentElement.scrollHeight')
    await page.setViewportSize({ width, height: Math.max(height, Math.min(full, tallest)) })
    await page.screenshot({ path: join(to, `${name}.png`) })
    await page.setViewportSize({ width, height })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    return
  }
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 84 })
  const picture = Buffer.from(data, 'base64')
  if (picture.length > mostBytes) throw new Error(`${name} has ${picture.length} bytes: more than ${mostBytes}`)
  writeFileSync(join(to, `${name}.webp`), picture)
}
