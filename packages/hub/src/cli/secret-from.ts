import { exitCodes, Failure } from './exit.ts'

/** A secret by the name of its variable, so that it stands in no command line and in no list of processes. */
export function secretFrom(variable: string, field: string): string {
  if (variable === '') {
    throw new Failure(
      exitCodes.usage,
      `--secret-env ${field}= names no variable: write --secret-env ${field}=THE_VARIABLE`,
    )
  }
  const value = process.env[variable]?.trim()
  if (value !== undefined && value !== '') return value
  throw new Failure(
    exitCodes.usage,
    `--secret-env ${field}=${variable} names a variable that is not set: export ${variable} first`,
  )
}
