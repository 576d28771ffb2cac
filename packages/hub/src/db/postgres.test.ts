import { once } from 'node:events'
import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newPlace } from '../../../../test/database/test-database.ts'
import { openDatabase } from './database.ts'
import { UnreachableError } from './postgres.ts'

test('a server that does not answer is named by host, port and database, without the password', async () => {
  const port = await closedPort()
  const error = await failure(`postgres://hub:open-sesame@127.0.0.1:${port}/shop`)
  expect(error).toBeInstanceOf(UnreachableError)
  expect(error.message).toContain(`127.0.0.1:${port}/shop`)
  expect(error.message).toContain('DATABASE_URL')
  expect(inspect(error)).not.toContain('open-sesame')
})

test('a server that refuses the password is named, without the password', async () => {
  const url = new URL(await ownUrl())
  url.password = 'wrong-sesame'
  const error = await failure(url.href)
  expect(error).toBeInstanceOf(UnreachableError)
  expect(error.message).toContain(`${url.hostname}:${url.port}`)
  expect(inspect(error, { depth: 5 })).not.toContain('wrong-sesame')
})

test('an address that is no URL is not repeated, for it may hold the password', async () => {
  const error = await failure('postgres//hub:open-sesame@nowhere')
  expect(error).toBeInstanceOf(UnreachableError)
  expect(inspect(error)).not.toContain('open-sesame')
})

test('a lost connection is replaced: what is asked next is answered', async () => {
  const url = await ownUrl()
  const [database, operator] = await Promise.all([openDatabase({ url }), openDatabase({ url })])
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(operator.kysely)
    const answers = await Promise.allSettled([1, 2].map(() => sql`select 1 as one`.execute(database.kysely)))
    expect(answers.at(-1)?.status).toBe('fulfilled')
  } finally {
    await Promise.all([database.close(), operator.close()])
  }
})

async function failure(url: string): Promise<Error> {
  const opened = await openDatabase({ url }).catch((error: unknown) => error)
  if (opened instanceof Error) return opened
  throw new Error('It did not fail')
}

async function ownUrl(): Promise<string> {
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  if (!('url' in place)) throw new Error('This is about PostgreSQL')
  return place.url
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
