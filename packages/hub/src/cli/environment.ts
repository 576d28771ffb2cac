import { type Config, ConfigError, readConfig } from '../config.ts'
import { exitCodes, Failure } from './exit.ts'

/** The operator's choices, or a sentence about what is wrong with them. */
export function configOf(environment: NodeJS.ProcessEnv = process.env): Config {
  try {
    return readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) throw new Failure(exitCodes.usage, error.message)
    throw error
  }
}
