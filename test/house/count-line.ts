import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Ends the output with one plain line, `N passed, N failed`, for whoever reads it by machine. */
export const countLine: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test: TestCase) => test.result().state)
      passed += states.filter((state) => state === 'passed').length
      failed += Math.max(states.filter((state) => state === 'failed').length, isBroken(module) ? 1 : 0)
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  },
}

/** A file may fail outside of its tests: at its import, in a hook, by leaving something running. */
function isBroken(module: TestModule): boolean {
  return module.state() === 'failed'
}
