import { defineConfig } from 'vitest/config'

/** The tests of this package alone, as the mutation run wants them. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/formula/fuzz.test.ts'],
    testTimeout: 60_000,
    pool: 'threads',
    isolate: false,
  },
})
