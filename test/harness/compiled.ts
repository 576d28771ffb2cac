import { join } from 'node:path'

/**
 * For the environment of a process that runs the program: what the one before it compiled is read and not compiled
 * anew, which is a quarter of what a start costs.
 */
export const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/compiled') }
