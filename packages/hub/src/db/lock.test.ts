import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { LockedError, lockDirectory } from './lock.ts'

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'trefoil-lock-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

/** Another process that tries to take the directory, says how it went, and stays until its input ends. */
async function otherProcess(directory: string): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    import { lockDirectory } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
    let said = 'held'
    try { lockDirectory(process.argv[1]) } catch (error) { said = error.name }
    console.log(said)
    process.stdin.resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => kill(child))
  const [said] = await once(createInterface(child.stdout), 'line')
  return { child, said: String(said) }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

function lockFileOf(holder: { pid: number; host: string; began: string }): string {
  const directory = newDirectory()
  writeFileSync(join(directory, 'lock'), JSON.stringify(holder))
  return directory
}

function ownLock(): { pid: number; host: string; began: string } {
  const directory = newDirectory()
  lockDirectory(directory)
  return JSON.parse(readFileSync(join(directory, 'lock'), 'utf8'))
}

test('a directory that another process holds is refused, with the number of that process', async () => {
  const directory = newDirectory()
  const { child, said } = await otherProcess(directory)
  expect(said).toBe('held')
  expect(() => lockDirectory(directory)).toThrow(LockedError)
  expect(() => lockDirectory(directory)).toThrow(`in use by process ${child.pid} `)
})

test('a second lock of the same process is refused as well', () => {
  const directory = newDirectory()
  lockDirectory(directory)
  expect(() => lockDirectory(directory)).toThrow(LockedError)
})

test('a directory that was let go is free, and nothing of the lock stays in it', () => {
  const directory = newDirectory()
  lockDirectory(directory)()
  lockDirectory(directory)()
  expect(readdirSync(directory)).toEqual([])
})

test('the lock of a killed process is taken over', async () => {
  const directory = newDirectory()
  const { child } = await otherProcess(directory)
  await kill(child)
  lockDirectory(directory)
  expect(JSON.parse(readFileSync(join(directory, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
})

test.runIf(process.platform === 'linux')(
  'a later process with the number of the dead holder is not taken for it',
  () => {
    const directory = lockFileOf({ ...ownLock(), pid: process.ppid, began: '1' })
    expect(() => lockDirectory(directory)).not.toThrow()
  },
)

test('a holder on another host cannot be asked, and is respected', () => {
  const directory = lockFileOf({ ...ownLock(), host: 'elsewhere', pid: 999_999_999 })
  expect(() => lockDirectory(directory)).toThrow('on elsewhere')
})

test('a lock file that holds no lock is taken over', () => {
  const directory = newDirectory()
  writeFileSync(join(directory, 'lock'), '')
  expect(() => lockDirectory(directory)).not.toThrow()
})

test('of several processes that find a dead holder at once, exactly one gets the directory', async () => {
  const directory = lockFileOf({ ...ownLock(), pid: 999_999_999 })
  const tried = await Promise.all(Array.from({ length: 6 }, () => otherProcess(directory)))
  expect(tried.map(({ said }) => said).sort()).toEqual([
    'LockedError',
    'LockedError',
    'LockedError',
    'LockedError',
    'LockedError',
    'held',
  ])
})
