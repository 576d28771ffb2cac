import { defineConfig } from 'vitest/config'

/** For the witness of the mutation run: the tests that it runs, as vitest itself would run them. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/formula/fuzz.test.ts'],
    setupFiles: ['scripts/mutation/properties.ts'],
    testTimeout: 60_000,
    pool: 'threads',
    isolate: false,
  },
})
