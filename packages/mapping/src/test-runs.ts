import fc from 'fast-check'

/** For the tests of this package: how often a property is tried. The mutation run asks for fewer. */
export const runs = { numRuns: fc.readConfigureGlobal().numRuns ?? 1_000 }
