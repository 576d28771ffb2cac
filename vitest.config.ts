import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['packages/{sdk,mapping,simulators}/src/**/*.test.ts', 'connectors/*/src/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'hub', include: ['packages/hub/src/**/*.test.ts'], pool: 'threads', isolate: false },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'] },
      },
    ],
  },
})
