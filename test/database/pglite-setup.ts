/** Before the first test of a project that uses the embedded database, and after its last. */
import type { TestProject } from 'vitest/node'
import { preparePglite } from './run-databases.ts'
import { share } from './share.ts'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = await share('pglite', preparePglite)
  project.provide('pgliteTemplate', shared.value)
  return shared.stop
}
