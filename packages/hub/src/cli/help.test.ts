import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { exitCodes } from './exit.ts'

const program = join(import.meta.dirname, '../../bin/trefoil.js')
const page = readFileSync(join(import.meta.dirname, '../../../../docs/reference/cli.md'), 'utf8')
const help = async (...path: string[]) =>
  (await promisify(execFile)(process.execPath, [program, ...path, '--help'])).stdout

/** Names under "Commands:" in a help text. */
function commandsIn(text: string): string[] {
  const [, list = ''] = text.split('Commands:')
  return [...list.matchAll(/^ {2}(\w+)/gm)].flatMap(([, name]) => (name === undefined || name === 'help' ? [] : [name]))
}

test('the reference page names every command and every exit code', async () => {
  for (const name of commandsIn(await help())) {
    const under = commandsIn(await help(name))
    for (const path of under.length === 0 ? [name] : under.map((each) => `${name} ${each}`))
      expect(page).toContain(path)
  }
  for (const code of Object.values(exitCodes)) expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'))
})

test('asking for help loads commander and nothing that commands need', async () => {
  const hook = `import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { process._rawDebug(url); return next(url, context) } })`
  const preload = `data:text/javascript,${encodeURIComponent(hook)}`
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', preload, program, '--help'])
  const packages = [...stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name)
  expect([...new Set(packages)]).toEqual(['commander'])
  expect(stderr).not.toMatch(/hub\/src\/(?!cli\/)/)
})
