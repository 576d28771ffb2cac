/** Before the first test of a project that uses PostgreSQL, and after its last. */
import type { TestProject } from 'vitest/node'
import { preparePostgres } from './run-databases.ts'
import { share } from './share.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = await share('postgres', preparePostgres)
  project.provide('postgresTemplate', shared.value)
  return shared.stop
}
