/** One condition of a filter: `any(email,["a@b.co"])`. */
export interface Condition {
  operator: string
  field: string
  /** Strings as they were quoted; bare words (numbers, instants, booleans) as they were written. */
  values: string[]
  /** The value stood in brackets. */
  isList: boolean
  /** Every value stood in quotes. */
  isQuoted: boolean
}

/** A filter that cannot be read, and where. */
export class FilterSyntaxError extends Error {}

/** Reads `op(field,value)`, several of them separated by commas or wrapped in `and(…)`. */
export function parseFilter(text: string): Condition[] {
  const scanner = scan(text)
  const conditions = conditionList(scanner)
  if (!scanner.atEnd()) scanner.fail('expected a comma or the end')
  return conditions
}

type Scanner = ReturnType<typeof scan>

function scan(text: string) {
  let at = 0
  const fail = (message: string): never => {
    throw new FilterSyntaxError(`Invalid filter at character ${at + 1}: ${message}.`)
  }
  return {
    fail,
    atEnd: () => at >= text.length,
    /** Takes the character if it comes next. */
    takes: (character: string) => {
      if (text[at] !== character) return false
      at += 1
      return true
    },
    /** Takes everything up to one of these characters. */
    upTo: (stops: string) => {
      const start = at
      while (at < text.length && !stops.includes(text.charAt(at))) at += 1
      return text.slice(start, at).trim()
    },
    /** Takes a string in double or single quotes; a backslash quotes the next character. */
    quoted: () => {
      const quote = text.charAt(at)
      let value = ''
      for (at += 1; at < text.length; at += 1) {
        const character = text.charAt(at)
        if (character === quote) {
          at += 1
          return value
        }
        if (character === '\\') at += 1
        value += character === '\\' ? text.charAt(at) : character
      }
      return fail('a string is not closed')
    },
    peek: () => text.charAt(at),
  }
}

function conditionList(scanner: Scanner): Condition[] {
  const conditions = condition(scanner)
  while (scanner.takes(',')) conditions.push(...condition(scanner))
  return conditions
}

function condition(scanner: Scanner): Condition[] {
  const operator = scanner.upTo('(),"\'')
  if (operator === '' || !scanner.takes('(')) scanner.fail('expected an operator and a bracket')
  if (operator === 'and') {
    const inner = conditionList(scanner)
    if (!scanner.takes(')')) scanner.fail('expected a closing bracket')
    return inner
  }
  const field = scanner.upTo(',)')
  if (field === '') scanner.fail('expected a field')
  let isList = false
  let values: Value[] = []
  if (scanner.takes(',')) {
    isList = scanner.takes('[')
    values = isList ? listedValues(scanner) : [oneValue(scanner)]
  }
  if (!scanner.takes(')')) scanner.fail('expected a closing bracket')
  const isQuoted = values.every((value) => value.isQuoted)
  return [{ operator, field, values: values.map(({ text }) => text), isList, isQuoted }]
}

interface Value {
  text: string
  isQuoted: boolean
}

function listedValues(scanner: Scanner): Value[] {
  const values: Value[] = []
  if (scanner.takes(']')) return values
  do values.push(oneValue(scanner))
  while (scanner.takes(','))
  if (!scanner.takes(']')) scanner.fail('expected a closing square bracket')
  return values
}

function oneValue(scanner: Scanner): Value {
  while (scanner.takes(' ')) {}
  const isQuoted = scanner.peek() === '"' || scanner.peek() === "'"
  const text = isQuoted ? scanner.quoted() : scanner.upTo(',)]')
  while (scanner.takes(' ')) {}
  return { text, isQuoted }
}
