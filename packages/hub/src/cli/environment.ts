/** The surroundings of a command, read here and nowhere else in the command line. */
import { join } from 'node:path'

export interface Surroundings {
  apiUrl: string | undefined
  apiKey: string | undefined
  dataDir: string
  /** The data directory was named by a person. */
  hasOwnDataDir: boolean
}

export function surroundings(env: NodeJS.ProcessEnv = process.env): Surroundings {
  const dataDir = given(env.TREFOIL_DATA_DIR)
  return {
    apiUrl: given(env.TREFOIL_API_URL),
    apiKey: given(env.TREFOIL_API_KEY),
    dataDir: dataDir ?? join(process.cwd(), '.trefoil'),
    hasOwnDataDir: dataDir !== undefined,
  }
}

/** A secret by the name of its variable, so that it stands in no command line. */
export function secretFrom(variable: string): string | undefined {
  return given(process.env[variable])
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}
