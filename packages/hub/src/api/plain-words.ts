import { z } from 'zod'

/** What cannot be used, for whoever filled in a form or typed a command: zod's own words are for programmers. */
export function speakPlainly(): void {
  z.config({ localeError: inWords })
}

const english = z.locales.en().localeError

const kinds: Record<string, string> = {
  ...{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false' },
  ...{ array: 'a list', object: 'an object', record: 'an object' },
}

const inWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`
  }
  if (issue.code === 'too_big' && issue.inclusive !== false)
    return `must ${size(issue.origin, 'at most', issue.maximum)}`
  if (issue.code === 'too_small' && issue.inclusive !== false) {
    return `must ${size(issue.origin, 'at least', issue.minimum)}`
  }
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
  return english(issue)
}

function size(origin: string, bound: string, count: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${count} ${count === 1 ? 'character' : 'characters'}`
  if (origin === 'array') return `have ${bound} ${count} ${count === 1 ? 'entry' : 'entries'}`
  return `be ${bound} ${count}`
}
