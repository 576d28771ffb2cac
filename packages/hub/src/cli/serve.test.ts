import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { insertConnection } from '../store/connection.ts'

const program = join(import.meta.dirname, '../../bin/trefoil.js')
let dataDir: string
let server: ChildProcess
let url: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trefoil-serve-'))
  server = start(['serve', '--json'])
  const [line] = await once(createInterface(server.stdout ?? process.stdin), 'line')
  url = JSON.parse(String(line)).url
})
afterAll(() => {
  server.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: {
      ...process.env,
      TREFOIL_DATA_DIR: dataDir,
      TREFOIL_PORT: '0',
      TREFOIL_LOG_LEVEL: 'error',
      TREFOIL_CONSOLE: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const texts = { out: '', err: '' }
  child.stdout?.on('data', (part) => {
    texts.out += String(part)
  })
  child.stderr?.on('data', (part) => {
    texts.err += String(part)
  })
  const [code] = await once(child, 'close')
  return { code, ...texts }
}

test('another command finds the hub and its key by the data directory alone', async () => {
  const { code, out } = await ended(start(['recipe', 'list', '--json']))
  expect(code).toBe(0)
  expect(JSON.parse(out).data.map((recipe: { name: string }) => recipe.name)).toEqual(
    expect.arrayContaining(['clover-customers', 'klaviyo-profiles']),
  )
  expect(statSync(join(dataDir, 'api-key')).mode & 0o777).toBe(0o600)
})

test('a second hub on the same data directory ends with 75 and says who has it', async () => {
  const { code, err } = await ended(start(['serve']))
  expect([code, err]).toEqual([75, expect.stringContaining(`process ${server.pid}`)])
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('a setting that does not exist ends with 2 and its name', async () => {
  const { code, err } = await ended(start(['serve'], { TREFOIL_PROT: '1' }))
  expect([code, err]).toEqual([2, expect.stringContaining('TREFOIL_PROT')])
})

test('a data directory that cannot be made ends with one sentence that names it', async () => {
  const { code, err } = await ended(start(['serve'], { TREFOIL_DATA_DIR: join(program, 'data') }))
  expect([code, err.split('\n')]).toEqual([1, [expect.stringContaining(join(program, 'data')), '']])
})

test('a data directory below one that takes none, as /proc, ends the same way, and not never', async () => {
  const { code, err } = await ended(start(['serve'], { TREFOIL_DATA_DIR: '/proc/trefoil/data' }))
  expect([code, err.split('\n')]).toEqual([1, [expect.stringContaining('/proc/trefoil/data cannot be used'), '']])
})

test('asked to stop, the hub ends with 0 and leaves neither lock nor address', async () => {
  expect(JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')).url).toBe(url)
  server.kill('SIGTERM')
  expect((await ended(server)).code).toBe(0)
  expect([existsSync(join(dataDir, 'server.json')), existsSync(join(dataDir, 'lock'))]).toEqual([false, false])
})

test('a master key that is gone while credentials are sealed with it stops the start, and no other is made', async () => {
  const database = await openDatabase({ dataDir })
  await insertConnection(database.kysely, {
    workspaceId: 1,
    name: 'till',
    connector: 'clover',
    account: 'M1',
    label: 'M1',
    settings: {},
    sealedCredentials: 'tv1',
    permissions: {},
  })
  await database.close()
  const key = join(dataDir, 'master-key')
  rmSync(key)
  const { code, err } = await ended(start(['serve']))
  expect([code, err.split('\n')]).toEqual([1, [expect.stringMatching(`${key} is not there.*restore it`), '']])
  expect(existsSync(key)).toBe(false)
})
