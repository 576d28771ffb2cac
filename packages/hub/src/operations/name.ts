import { Refusal } from './refusal.ts'

/** Names that people choose stand in addresses, commands and files. */
const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

export function assertName(name: string, pointer: string): void {
  if (namePattern.test(name)) return
  const detail = 'use 1 to 63 small letters, digits and hyphens, beginning and ending with a letter or digit'
  throw new Refusal('invalid', 'bad_name', `The name "${name}" cannot be used: ${detail}`, {
    problems: [{ pointer, detail }],
  })
}
