import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Each project in one go, so that a worker keeps what it has opened, and last the one whose files are short: nobody
 * stands idle in the end and waits for a long one.
 */
const projects = ['whole', 'browser', 'hub-pglite', 'hub-postgres', 'pure']

/** The runner's own order goes by the names of projects, and is kept within each of them. */
export class ShortLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.sort((a, b) => projects.indexOf(a.project.name) - projects.indexOf(b.project.name))
  }
}
