import type { Page } from 'playwright-core'
import { until, Waiting } from '../harness/until.ts'

/** A person without a mouse. Fails where the focus cannot be seen, or does not come where it should. */
export interface Keyboard {
  /** Tab by Tab, until what has this name is in focus. */
  tabTo(name: string | RegExp): Promise<void>
  /** Opens the palette, and goes to the first thing that is called so. */
  goTo(words: string, shows: string): Promise<void>
  /** Waits until the focus has come back to what has this name, as when a dialog closes. */
  backOn(name: RegExp): Promise<void>
  press(key: string): Promise<void>
  type(text: string): Promise<void>
}

interface Focus {
  name: string
  isSeen: boolean
  isCovered: boolean
}

const mostTabs = 90

export function keyboardOf(page: Page): Keyboard {
  const press = (key: string) => page.keyboard.press(key)
  const type = (text: string) => page.keyboard.type(text)
  return {
    press,
    type,
    async tabTo(name) {
      const passed: string[] = []
      while (passed.length < mostTabs) {
        await press('Tab')
        const focus = await focusOn(page)
        const fits = typeof name === 'string' ? focus.name === name : name.test(focus.name)
        if (!focus.isSeen || focus.isCovered) {
          throw new Error(`Nobody sees that "${focus.name}" has the focus: ${JSON.stringify(focus)}`)
        }
        if (fits) return
        passed.push(focus.name)
      }
      throw new Error(`No Tab leads to ${name}; it came by ${passed.slice(-40).join(' | ')}`)
    },
    backOn: (name) =>
      until(`the focus to come back to ${name}`, async () => {
        const focus = await focusOn(page)
        return name.test(focus.name) ? undefined : new Waiting(focus)
      }),
    async goTo(words, shows) {
      await press('ControlOrMeta+k')
      await page.locator('input:focus[placeholder^="A customer"]').waitFor()
      await type(words)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(`^${words}`) })
        .first()
        .waitFor()
      await press('Enter')
      await page.getByText(shows).first().waitFor()
    },
  }
}

/** What is in focus, as the page itself has it. */
async function focusOn(page: Page): Promise<Focus> {
  // Asked in the page, where the compiler cannot look.
  return page.evaluate(`(() => {
    const at = document.activeElement
    if (at === null || at === document.body) return { name: '', isSeen: true, isCovered: false }
    const style = getComputedStyle(at)
    const isField = at.matches('input, textarea, select, [contenteditable]')
    const box = at.getBoundingClientRect()
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12))
    const isTiny = box.width <= 2 || box.height <= 2 || style.opacity === '0'
    const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? ''
    return {
      name: name.replace(/\\s+/g, ' ').trim(),
      isSeen: isField || isTiny || style.outlineStyle !== 'none',
      isCovered: !isTiny && top !== null && !at.contains(top) && !top.contains(at) && top.closest('label') === null,
    }
  })()`)
}
