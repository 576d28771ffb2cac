import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** In this order, each in one go, so that a worker keeps what it has opened; the one whose files are short comes last. */
const projects = ['whole', 'browser', 'hub-pglite', 'hub-postgres', 'pure']

/** Files that take long. One that is begun last is waited for by a worker that has nothing to do. */
const long = [
  'test/crash/every-transaction.test.ts',
  'test/crash/kill.test.ts',
  'test/journeys/processes.test.ts',
  'test/journeys/faults.test.ts',
  'test/journeys/exchanged-emails.test.ts',
  'test/journeys/klaviyo-first-sync.test.ts',
  'test/browser/screens.test.ts',
  'test/browser/hostile.test.ts',
  'test/browser/first-run.test.ts',
  'test/browser/settings.test.ts',
  'packages/hub/src/cli/cli.test.ts',
  'connectors/clover/src/conformance.test.ts',
]

/** The runner's own order knows how long a file took last time, and in a fresh clone nothing but its size. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.sort((a, b) => place(a) - place(b))
  }
}

function place({ project, moduleId }: TestSpecification): number {
  const at = long.findIndex((file) => moduleId.endsWith(`/${file}`))
  return projects.indexOf(project.name) * 100 + (at < 0 ? long.length : at)
}
