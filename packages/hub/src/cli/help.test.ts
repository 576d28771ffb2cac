import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exitCodes } from './exit.ts'
import { trefoil } from './main.ts'

const program = join(import.meta.dirname, '../../bin/trefoil.js')
const page = readFileSync(join(import.meta.dirname, '../../../../docs/reference/cli.md'), 'utf8')

/** Each command that does something, by the words that are typed. */
function commandsUnder(group: Command, path: string[] = []): [path: string[], command: Command][] {
  if (group.commands.length === 0) return [[path, group]]
  return group.commands.flatMap((each) => commandsUnder(each, [...path, each.name()]))
}

test('every command takes --json, and the reference page names it, and every exit code', () => {
  for (const [path, command] of commandsUnder(trefoil())) {
    expect(page).toContain(path.join(' '))
    expect([path, command.options.map(({ long }) => long)]).toEqual([path, expect.arrayContaining(['--json'])])
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

test('wrong use under --json is told as one JSON object, and as words without it', async () => {
  const told = async (...args: string[]) => {
    const ended: unknown = await promisify(execFile)(process.execPath, [program, ...args]).catch((error) => error)
    return z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(ended)
  }
  const asJson = await told('flow', 'show', '--json')
  expect([asJson.code, asJson.stdout]).toEqual([exitCodes.usage, ''])
  expect(JSON.parse(asJson.stderr)).toEqual({ error: "missing required argument 'flow'", exitCode: exitCodes.usage })
  const inWords = await told('flow', 'show')
  expect([inWords.code, inWords.stderr]).toEqual([exitCodes.usage, "error: missing required argument 'flow'\n"])
})
