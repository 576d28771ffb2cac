import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../packages/hub/src/db/database.ts'
import { type Emptying, learnToEmpty } from './empty.ts'
import { newDatabase } from './run-databases.ts'

/** Where a database is, as `openDatabase` and the config want it. */
export type Place = { url: string } | { dataDir: string }

/** The engine that this run of the test is about. */
export const engine: Database['engine'] = engineOf(process.env.TREFOIL_TEST_DB)

/**
 * The hub's database, migrated and empty but for what the migrations put there. All tests of a worker share one, so a
 * test calls this once, at its start, and does not close it.
 */
export async function testDatabase(): Promise<Database> {
  shared.place ??= await newPlace({ migrated: true })
  shared.open ??= openDatabase(shared.place)
  const database = await shared.open
  shared.empty ??= await learnToEmpty(database.kysely)
  await shared.empty(database.kysely)
  return { ...database, close: async () => {} }
}

/** A database of the test's own, for what opens or migrates one itself. */
export async function newPlace(of: { migrated: boolean; engine?: Database['engine'] }): Promise<Place> {
  return (of.engine ?? engine) === 'pglite' ? newDirectory(of.migrated) : newOnServer(of.migrated)
}

// The one module state of the tests: starting an embedded database takes longer than most files of tests.
const shared: { place?: Place; open?: Promise<Database>; empty?: Emptying } = {}

/** Connections to PostgreSQL cost little and are let go after each file, so that what a test leaves open is seen. */
export async function letGo(): Promise<void> {
  if (engine !== 'postgres' || shared.open === undefined) return
  const database = await shared.open
  delete shared.open
  await database.close()
}

function newDirectory(migrated: boolean): Place {
  const template = inject('pgliteTemplate')
  const dataDir = mkdtempSync(join(template.folder, 'data-'))
  cpSync(migrated ? template.migrated : template.bare, dataDir, { recursive: true })
  return { dataDir }
}

async function newOnServer(migrated: boolean): Promise<Place> {
  return { url: await newDatabase(inject('postgresTemplate'), migrated) }
}

function engineOf(wish: string | undefined): Database['engine'] {
  if (wish === undefined || wish === '' || wish === 'pglite') return 'pglite'
  if (wish === 'postgres') return 'postgres'
  throw new Error(`TREFOIL_TEST_DB is pglite or postgres, not ${wish}`)
}
