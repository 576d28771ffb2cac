import { exitCodes, Failure } from './exit.ts'

/** `key=value`, as options take it; the value may hold more of `=`. */
export function keyAndValue(text: string): [key: string, value: string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)]
  throw new Failure(exitCodes.usage, `"${text}" is no key=value`)
}
