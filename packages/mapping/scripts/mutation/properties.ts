/** How a mutation run tries properties: with one seed, or the score would not be the same twice, and not often. */
import fc from 'fast-check'

fc.configureGlobal({ seed: 20_240_229, numRuns: 40, endOnFailure: true })
