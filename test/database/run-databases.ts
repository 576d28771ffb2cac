/** What one run of the tests has in common: a PostgreSQL server, and a migrated template on each engine. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../packages/hub/src/db/database.ts'
import { migrate } from '../../packages/hub/src/db/migrate.ts'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    pgliteTemplate: PgliteTemplate
    postgresTemplate: PostgresTemplate
  }
}

/** Data directories to be copied: making a new one takes seconds. */
export interface PgliteTemplate {
  folder: string
  bare: string
  migrated: string
}

/** A server on which databases can be made, and the name of a migrated one to make them from. */
export interface PostgresTemplate {
  url: string
  name: string
}

export interface Shared<T> {
  value: T
  stop(): Promise<void>
}

export async function preparePglite(): Promise<Shared<PgliteTemplate>> {
  const folder = mkdtempSync(join(tmpdir(), 'trefoil-test-'))
  const [bare, migrated] = [join(folder, 'bare'), join(folder, 'migrated')]
  await (await openDatabase({ dataDir: bare })).close()
  cpSync(bare, migrated, { recursive: true })
  await migrateAndClose(await openDatabase({ dataDir: migrated }))
  const stop = async () => rmSync(folder, { recursive: true, force: true })
  return { value: { folder, bare, migrated }, stop }
}

export async function preparePostgres(): Promise<Shared<PostgresTemplate>> {
  const given = process.env.TREFOIL_TEST_DATABASE_URL
  const server = given === undefined || given === '' ? await startPostgres() : { url: given, stop: async () => {} }
  const name = `trefoil_test_${randomBytes(4).toString('hex')}`
  try {
    await onServer(server.url, async ({ kysely }) => void (await sql`create database ${sql.id(name)}`.execute(kysely)))
    await migrateAndClose(await openDatabase({ url: databaseUrl(server.url, name) }))
  } catch (error) {
    await server.stop()
    throw error
  }
  const stop = async () => {
    if (server.url === given) await dropAll(server.url, name)
    await server.stop()
  }
  return { value: { url: server.url, name }, stop }
}

/** A database of its own, migrated or bare. */
export async function newDatabase({ url, name }: PostgresTemplate, migrated: boolean): Promise<string> {
  const own = `${name}_${randomBytes(4).toString('hex')}`
  const from = migrated ? name : 'template1'
  await onServer(url, async ({ kysely }) => {
    await sql`create database ${sql.id(own)} template ${sql.id(from)}`.execute(kysely)
  })
  return databaseUrl(url, own)
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Does one thing on the server, outside of any test's database. */
export async function onServer<T>(url: string, act: (server: Database) => Promise<T>): Promise<T> {
  const server = await openDatabase({ url })
  try {
    return await act(server)
  } finally {
    await server.close()
  }
}

async function migrateAndClose(database: Database): Promise<void> {
  try {
    await migrate(database.kysely)
  } finally {
    await database.close()
  }
}

/** On a server that is not ours, this run's databases are taken away again. */
async function dropAll(url: string, name: string): Promise<void> {
  await onServer(url, async ({ kysely }) => {
    const { rows } = await sql<{ datname: string }>`
      select datname from pg_database where datname = ${name} or starts_with(datname, ${`${name}_`})`.execute(kysely)
    for (const { datname } of rows) await sql`drop database ${sql.id(datname)} with (force)`.execute(kysely)
  })
}
