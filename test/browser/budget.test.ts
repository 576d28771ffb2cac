/** How much the console asks of a slow line. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shared } from '../harness/shared.ts'
import { consoleDir } from './console-dir.ts'
import { openConsole, openWindow } from './open-console.ts'

const at = shared(() => openConsole({ isSetUp: false }))

async function weigh(path: string, shows: string) {
  const window = await openWindow(at.browser, at.house.hub.url)
  const sizes = { js: 0, css: 0, foreign: 0 }
  window.page.on('response', async (response) => {
    const { host, pathname } = new URL(response.url())
    if (host !== new URL(at.house.hub.url).host) sizes.foreign += 1
    const size = Number(response.headers()['content-length'] ?? 0)
    if (pathname.endsWith('.js')) sizes.js += size
    if (pathname.endsWith('.css')) sizes.css += size
  })
  await window.show(path, shows)
  await window.page.waitForLoadState('networkidle')
  await window.close()
  return sizes
}

/** The body is read to its end: a socket that still has some of it stays open. */
async function ask(path: string, accept = 'text/html') {
  const reply = await fetch(at.house.hub.url + path, { headers: { accept } })
  const text = await reply.text()
  return { text, header: (name: string) => reply.headers.get(name) }
}

test('the first screen costs at most 320 kB of scripts and 50 kB of styles on the wire, and asks nobody else', async () => {
  const { js, css, foreign } = await weigh('/', 'Set-up link')
  expect(js).toBeGreaterThan(50_000)
  expect(js).toBeLessThan(320_000)
  expect(css).toBeLessThan(50_000)
  expect(foreign).toBe(0)
})

test('the scripts are those for production, though the build was asked for by a test', () => {
  const assets = join(consoleDir, 'assets')
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(10)
  expect(scripts.filter((name) => readFileSync(join(assets, name), 'utf8').includes('jsxDEV'))).toEqual([])
})

test('a file that carries a hash may be kept for ever, the page itself not at all', async () => {
  const page = await ask('/')
  const [, script = ''] = /src="(\/assets\/[^"]+)"/.exec(page.text) ?? []
  const asset = await ask(script, '*/*')
  expect([page.header('cache-control'), asset.header('cache-control')]).toEqual([
    'no-store',
    'public, max-age=31536000, immutable',
  ])
})

test('every answer says what may be done with it, and the page which scripts may run', async () => {
  const page = await ask('/flows')
  const api = await ask('/api/v1/session')
  expect(page.header('content-security-policy')).toMatch(
    /default-src 'self'; script-src 'self'; style-src 'self' 'nonce-[\w-]{22}'; .*frame-ancestors 'none'/,
  )
  expect([api.header('cache-control'), api.header('x-content-type-options')]).toEqual(['no-store', 'nosniff'])
  const missing = await ask('/api/v1/nothing')
  expect(missing.header('content-type')).toContain('application/problem+json')
})
