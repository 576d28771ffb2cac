import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { emailOf } from '../harness/customer-draft.ts'
import { type House, type HouseOptions, openHouse } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'
import { launchChromium } from './chromium.ts'
import { consoleDir } from './console-dir.ts'

/** A house with a console, and a browser to look at it with. */
export interface ConsoleHouse {
  house: House
  browser: Browser
  /** A window of somebody who is signed in: an owner, unless told otherwise. */
  open(looks?: Looks): Promise<Window>
  /** The customer of the hub who was drafted under this name. */
  customer(name: string): Promise<Schemas['RecordInFull']>
  close(): Promise<void>
}

export interface Looks {
  width?: number
  role?: Role
}

type Role = Schemas['Person']['role']

export interface Window {
  page: Page
  /** Goes to a screen, and waits until this text stands there. */
  show(path: string, text: string): Promise<void>
  /** What the browser complained about: errors of scripts, and what the content security policy kept out. */
  complaints: string[]
  close(): Promise<void>
}

/** How a person finds things on the page of a window. */
export function finds(window: Window) {
  return {
    button: (name: string | RegExp) => window.page.getByRole('button', { name }),
    link: (name: string | RegExp) => window.page.getByRole('link', { name }),
    heading: (name: string) => window.page.getByRole('heading', { name, exact: true }),
    field: (name: string | RegExp) => window.page.getByLabel(name),
  }
}

/**
 * The complaints but for one: where text with colours is typed over, Chromium wants to carry the old colour on in a
 * style of its own, and may not.
 */
export function complaintsBesideTyping({ complaints }: Window): string[] {
  return complaints.filter((line) => !/^Applying inline style .*tab=mapping/s.test(line))
}

export async function openConsole(options: HouseOptions = {}): Promise<ConsoleHouse> {
  const house = await openHouse({ consoleDir, ...options })
  const browser = await launchChromium().catch(async (error: unknown) => {
    await house.close()
    throw error
  })
  const known = new Map<Role, number>()
  const signInPath = async (role: Role) => {
    const id = known.get(role) ?? (await invite(house, role))
    known.set(role, id)
    return (await told(house.api.POST('/api/v1/people/{id}/link', { params: { path: { id: String(id) } } }))).path
  }
  return {
    house,
    browser,
    async open(looks) {
      const window = await openWindow(browser, house.hub.url, looks)
      await window.show(await signInPath(looks?.role ?? 'owner'), 'Home')
      return window
    },
    async customer(name) {
      const found = await house.record(emailOf(name))
      if (found === null) throw new Error(`The hub has no customer with the address ${emailOf(name)}`)
      return found
    },
    async close() {
      await browser.close()
      await house.close()
    },
  }
}

async function invite(house: House, role: Role): Promise<number> {
  const [email, name] = role === 'owner' ? ['nora@example.com', 'Nora Berg'] : [`${role}@example.com`, `The ${role}`]
  return (await told(house.api.POST('/api/v1/people', { body: { email, name, role } }))).person.id
}

export async function openWindow(browser: Browser, url: string, looks: Looks = {}): Promise<Window> {
  const { width = 1280 } = looks
  const context: BrowserContext = await browser.newContext({
    baseURL: url,
    colorScheme: 'light',
    locale: 'en-GB',
    viewport: { width, height: width < 500 ? 720 : 900 },
    reducedMotion: 'reduce',
  })
  // What the console looks at again every few seconds it looks at six times as often: nobody waits for it.
  await context.addInitScript(
    'const each = setInterval; globalThis.setInterval = (act, ms, ...rest) => each(act, ms / 6, ...rest)',
  )
  const page = await context.newPage()
  page.setDefaultTimeout(90_000)
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    const text = message.text()
    // The browser itself writes a line for each answer that is an error; those are the screens' business.
    if (message.type() !== 'error' || text.startsWith('Failed to load resource')) return
    const { url: file, lineNumber, columnNumber } = message.location()
    complaints.push(`${text} at ${page.url()}, ${file}:${lineNumber}:${columnNumber}`)
  })
  return {
    page,
    complaints,
    async show(path, text) {
      await page.goto(path)
      await page.getByText(text).first().waitFor()
    },
    close: () => context.close(),
  }
}
