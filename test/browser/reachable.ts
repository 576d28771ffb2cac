/** Whether everybody reaches what stands on a page. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Window } from './open-console.ts'

/** What stands beside the right edge of the window, so that the whole page slides. */
export async function overTheEdge({ page }: Pick<Window, 'page'>): Promise<string[]> {
  // Looked for in the page, where the compiler cannot look.
  const found: string[] = await page.evaluate(`
    document.documentElement.scrollWidth <= innerWidth + 1 ? [] : [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || each.scrollWidth > each.clientWidth + 1)
      .map((each) => 'over the edge: ' + each.outerHTML.slice(0, 120))`)
  return found.slice(0, 5)
}

/** What axe finds on the page as it stands, in a line each. */
export async function violations(
  { page }: Pick<Window, 'page'>,
  of: 'everything' | 'colours' = 'everything',
): Promise<string[]> {
  if (of === 'everything') await page.evaluate(axe())
  const options = {
    resultTypes: ['violations'],
    ...(of === 'colours' && { runOnly: ['color-contrast', 'link-in-text-block'] }),
  }
  // Found in the page, where the compiler cannot look.
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] = await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`),
  )
}

function axe(): string {
  return readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
}
