/** Every screen in both themes and both widths: reachable by everybody, and nothing beside the edge. */
import { beforeAll, expect, test } from 'vitest'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { openConsole, openWindow, type Window } from './open-console.ts'
import { overTheEdge, violations } from './reachable.ts'
import { type Screen, screensOf } from './screens.ts'

const at = shared(openConsole)
let screens: Screen[]
beforeAll(async () => {
  const { house } = at
  for (const name of ['Ana', 'Luis', 'Zoe']) house.clover.customers.create(customerDraft(name))
  // Two people with one address: an issue.
  house.clover.customers.create({ ...customerDraft('Twin'), emailAddresses: [{ emailAddress: emailOf('Ana') }] })
  const run = await house.run('clover-customers')
  await house.quiet()
  const record = await house.record(emailOf('Luis'))
  const issues = await told(house.api.GET('/api/v1/issues'))
  screens = screensOf({ record: record?.id ?? 0, run: run.id, issue: issues.data[0]?.id ?? null })
})

test('there is an issue to look at', () => {
  expect(screens.map(({ name }) => name)).toContain('issue')
})

async function turn({ page }: Window, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
  // A colour that fades over is looked at when it has arrived.
  await page.evaluate('for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish()')
}

for (const width of [1280, 320]) {
  test(`no screen at ${width} px fails axe in either theme, runs over the edge or makes the browser complain`, async () => {
    const window = await at.open({ width })
    const faults: string[] = []
    for (const { name, path, shows } of screens) {
      await window.show(path, shows)
      const inTheLight = [...(await overTheEdge(window)), ...(await violations(window))]
      // All but the colours is in the dark what it is in the light.
      await turn(window, 'dark')
      const inTheDark = await violations(window, 'colours')
      await turn(window, 'light')
      faults.push(...inTheLight.map((line) => `${name}: ${line}`), ...inTheDark.map((line) => `${name} dark: ${line}`))
    }
    expect([...faults, ...window.complaints]).toEqual([])
    await window.close()
  })
}

test('the way in passes axe as well', async () => {
  const window = await openWindow(at.browser, at.house.hub.url)
  await window.show('/', 'Sign in')
  expect(await violations(window)).toEqual([])
  await window.close()
})
