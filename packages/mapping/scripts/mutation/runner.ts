/**
 * The test runner of `npm run mutate`: all tests are loaded once, and each mutant meets those that reach it. It goes by
 * the name of Stryker's own, which does the same some forty times slower and is the witness of this one.
 */
import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import type { InstrumenterContext } from '@stryker-mutator/api/core'
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import './properties.ts'
import type { WrittenTest } from './written-tests.ts'

declare global {
  /** What the mutated sources look at; the name is Stryker's. */
  var __stryker__: InstrumenterContext | undefined
}

const standIn = new URL('written-tests.ts', import.meta.url).href
/** Chance would make a score that is not the same twice, so the fuzzer stays out. */
const tests = { pattern: 'src/**/*.test.ts', exclude: ['src/formula/fuzz.test.ts'] }

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'vitest', testRunner)]

function testRunner(): TestRunner {
  const known = new Map<string, WrittenTest>()
  const context: InstrumenterContext = {}
  globalThis.__stryker__ = context
  let mutantsMet = 0
  let isSpoiled = false

  return {
    // No mutant is awake while files are loaded (see ignoreStatic), so there is never anything to load again.
    capabilities: () => ({ reloadEnvironment: true }),

    async init() {
      registerHooks({
        resolve: (name, from, next) =>
          name === 'vitest' && from.parentURL !== standIn ? { url: standIn, shortCircuit: true } : next(name, from),
      })
      const { writeDown } = await import('./written-tests.ts')
      const files = globSync(tests.pattern, { exclude: tests.exclude }).toSorted()
      for (const test of await writeDown(files)) known.set(test.id, test)
    },

    async dryRun() {
      const results: TestResult[] = []
      for (const test of known.values()) {
        context.currentTestId = test.id
        const first = await outcomeOf(test)
        // A test that changes what it is given passes once: it must not be mistaken for one that kills.
        results.push(first.status === TestStatus.Success ? await outcomeOf(test) : first)
      }
      delete context.currentTestId
      const mutantCoverage = context.mutantCoverage ?? { static: {}, perTest: {} }
      return { status: DryRunStatus.Complete, tests: results, mutantCoverage }
    },

    async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
      if (isSpoiled) throw new Error('The mutant before did lasting harm: this one needs a fresh process')
      mutantsMet += 1
      const results: TestResult[] = []
      Object.assign(context, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
      for (const id of testFilter ?? known.keys()) {
        const test = known.get(id)
        if (test === undefined) throw new Error(`There is no test ${id}`)
        const result = await outcomeOf(test)
        results.push(result)
        if (result.status === TestStatus.Failed) break
      }
      const tooLong = determineHitLimitReached(context.hitCount, hitLimit)
      Object.assign(context, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
      const last = results.at(-1)
      if (last?.status === TestStatus.Failed && !(await passes(last.id))) {
        // Only a test that passes again without the mutant has killed it; else some mutant left something behind.
        isSpoiled = true
        if (mutantsMet > 1) throw new Error(`Without the mutant this fails too: ${last.id}`)
      }
      return toMutantRunResult(tooLong ?? { status: DryRunStatus.Complete, tests: results })
    },
  }

  async function passes(id: string): Promise<boolean> {
    const test = known.get(id)
    return test !== undefined && (await outcomeOf(test)).status === TestStatus.Success
  }
}

async function outcomeOf({ id, name, file, run }: WrittenTest): Promise<TestResult> {
  const start = performance.now()
  const told = () => ({ id, name, fileName: file, timeSpentMs: performance.now() - start })
  try {
    await run()
    return { ...told(), status: TestStatus.Success }
  } catch (error) {
    return { ...told(), status: TestStatus.Failed, failureMessage: String(error) }
  }
}
