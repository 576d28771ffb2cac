import { defineConfig } from 'vitest/config'
import { countLine } from './test/house/count-line.ts'
import { ShortLast } from './test/house/short-last.ts'

const hub = 'packages/hub/src'
const onlyPglite = [`${hub}/db/{lock,pglite}.test.ts`]
const onlyPostgres = [`${hub}/db/postgres.test.ts`, `${hub}/**/*.postgres.test.ts`]

export default defineConfig({
  test: {
    // These end what hangs; a machine that is busy with much else does not come near them.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than the cores of a small machine: browsers, processes and leases have a worker wait much of its time.
    maxWorkers: 3,
    // Processes and not threads, each with a V8 of its own: decision 0014. They are shared by many files, which have no
    // state at the top of their modules, since an embedded database is dear.
    pool: 'forks',
    isolate: false,
    setupFiles: ['test/house/leak-guard.ts'],
    reporters: ['default', countLine],
    sequence: { sequencer: ShortLast },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['packages/{clover,sdk,mapping,simulators}/src/**/*.test.ts', 'connectors/*/src/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'hub-pglite',
          env: { TREFOIL_TEST_DB: 'pglite' },
          include: [`${hub}/**/*.test.ts`],
          exclude: onlyPostgres,
          globalSetup: ['test/database/pglite-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'hub-postgres',
          env: { TREFOIL_TEST_DB: 'postgres' },
          include: [`${hub}/{db,store,sync,work,loyalty}/**/*.test.ts`],
          exclude: onlyPglite,
          globalSetup: ['test/database/postgres-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          globalSetup: ['test/database/pglite-setup.ts', 'test/database/postgres-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          testTimeout: 600_000,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/database/pglite-setup.ts', 'test/browser/build-setup.ts'],
        },
      },
    ],
  },
})
