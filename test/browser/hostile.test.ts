/** What vendors send is shown as text: nothing of it runs, and nothing of it is loaded. */
import { beforeAll, expect, test } from 'vitest'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { openConsole } from './open-console.ts'
import { screensOf } from './screens.ts'

const payloads = [
  '<script>hit()</script>',
  '<img src=x onerror=hit()>',
  '"><svg onload=hit()>',
  "'-hit()-'",
  'javascript:hit()',
  '<iframe srcdoc="<script>parent.hit()</script>">',
  '<a href="javascript:hit()">x</a>',
  '{{constructor.constructor("hit()")()}}',
  '$' + '{hit()}',
  '<style>@import "//evil.example"</style>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=hit()>',
  '<link rel=stylesheet href=//evil.example>',
  '</title><script>hit()</script>',
  '<details open ontoggle=hit()>',
  '\u202e<b onmouseover=hit()>',
]

const at = shared(openConsole)
beforeAll(async () => {
  // Three payloads a customer, so that five record pages show all of them.
  for (let index = 0; index < payloads.length / 3; index += 1) {
    const [one = '', two = '', three = ''] = payloads.slice(index * 3, index * 3 + 3).map((text) => text.slice(0, 60))
    at.house.clover.customers.create({
      firstName: one,
      lastName: two,
      emailAddresses: [{ emailAddress: `hostile${index}@example.com` }],
      addresses: [{ address1: three, address2: one, city: two, state: 'MA', zip: '02134', country: 'US' }],
    })
  }
  await at.house.run('clover-customers')
  await at.house.quiet()
})

test('the hostile customers are in the hub', async () => {
  expect((await told(at.house.api.GET('/api/v1/records', { params: { query: { q: 'hostile' } } }))).data.length).toBe(
    payloads.length / 3,
  )
})

test('on every screen hostile texts are text, and the content security policy has nothing to keep out', async () => {
  const window = await at.open()
  const { page } = window
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).host))
  await page.addInitScript('globalThis.hits = 0; globalThis.hit = () => { globalThis.hits += 1 }')
  await page.addInitScript(
    'globalThis.kept = []; addEventListener("securitypolicyviolation", (event) => globalThis.kept.push(event.violatedDirective + " " + event.blockedURI))',
  )
  const { data } = await told(at.house.api.GET('/api/v1/records', { params: { query: { q: 'hostile' } } }))
  const [run] = (await told(at.house.api.GET('/api/v1/runs', { params: { query: { flow: 'clover-customers' } } }))).data
  const faults: unknown[] = []
  const look = async (name: string) => {
    const seen = await page.evaluate('[globalThis.hits, globalThis.kept.join()]')
    if (JSON.stringify(seen) !== '[0,""]') faults.push([name, seen])
  }
  for (const { name, path, shows } of screensOf({ record: data[0]?.id ?? 0, run: run?.id ?? 0, issue: null })) {
    await window.show(path, shows)
    await look(name)
  }
  for (const record of data) {
    await window.show(`/records/${record.id}?why=firstName`, 'What the others say')
    await look(`record ${record.id}`)
  }
  expect([faults, window.complaints, [...new Set(asked)]]).toEqual([[], [], [new URL(at.house.hub.url).host]])
  await window.close()
})
