/** The guards themselves: a check that has never failed checks nothing. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { leftRunning, runningNow } from './left-running.ts'

test('a server, a timer and a process that are left running are noticed, and gone when they are stopped', async () => {
  const before = runningNow()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const timer = setTimeout(() => {}, 60_000)
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' })
  const left = await leftRunning(before, 400)

  clearTimeout(timer)
  server.close()
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended

  expect(left.sort()).toEqual(['ProcessWrap', 'TCPServerWrap', 'Timeout'])
  expect(await leftRunning(before)).toEqual([])
})
