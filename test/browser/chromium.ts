import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * A Chromium that is there: the one that a variable names, Playwright's own, the system's; else Debian's package, where
 * this process may install it. Without any the tests fail: a browser test that was passed over proves nothing.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = found() ?? installed()
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  })
}

function found(): string | undefined {
  const named = process.env.TREFOIL_TEST_CHROMIUM
  const system = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join('/usr/bin', name))
  const apps = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
  return [...(named === undefined ? [] : [named]), ...playwrights(), ...system, ...apps].find((path) =>
    existsSync(path),
  )
}

function playwrights(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) =>
      ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell'].map((file) =>
        join(cache, name, file),
      ),
    )
}

function installed(): string {
  const isRoot = process.getuid?.() === 0
  const command =
    'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium'
  if (isRoot && existsSync('/usr/bin/apt-get')) spawnSync('sh', ['-c', command], { stdio: 'ignore', timeout: 600_000 })
  const path = found()
  if (path !== undefined) return path
  throw new Error(
    'The browser tests need a Chromium: install one (npx playwright install chromium, or your system’s package), or name it with TREFOIL_TEST_CHROMIUM',
  )
}
