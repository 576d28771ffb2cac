/** Regular expressions, in an engine whose time grows with the text and never faster. */
import { RE2JS } from 're2js'
import { Trouble } from '../formula-error.ts'
import { define, text } from '../function.ts'
import { limits } from '../limits.ts'
import { type Run, spend, spendText } from '../run.ts'

const largestProgram = 2_000
const keptPatterns = 50

function compiled(name: string, pattern: string, subject: string, run: Run): RE2JS {
  if (pattern.length > limits.patternLength)
    throw new Trouble(`${name}: the pattern is longer than ${limits.patternLength} characters`)
  if (subject.length > limits.matchedText)
    throw new Trouble(`${name}: the text is longer than ${limits.matchedText} characters`)
  let known = run.patterns.get(pattern)
  if (known === undefined) {
    spend(run, 10 * pattern.length + 100)
    known = compile(name, pattern)
    if (run.patterns.size >= keptPatterns) run.patterns.clear()
    run.patterns.set(pattern, known)
  }
  spend(run, 10 + Math.ceil((subject.length * known.programSize()) / 32))
  return known
}

function compile(name: string, pattern: string): RE2JS {
  let made: RE2JS
  try {
    made = RE2JS.compile(pattern)
  } catch {
    throw new Trouble(`${name} cannot read the pattern ${JSON.stringify(pattern.slice(0, 80))}`)
  }
  if (made.programSize() > largestProgram) throw new Trouble(`${name}: the pattern repeats too much`)
  return made
}

/** So many parts of a pattern, times characters that it may have looked at in vain, cost one step. */
const partsPerLook = 256

/**
 * Whether a match may have looked far beyond its own end, as that of `a.*z|a` does. One that repeats nothing, or only
 * what stands last, ends where it stopped looking.
 */
function looksAhead(pattern: string): boolean {
  const bare = pattern.replace(/\\[\s\S]|\[\^?\]?[^\]]*\]/g, 'x')
  return !/^[^(|*+{]*[*+]?$/.test(bare)
}

export const patterns = [
  ...['RegExMatch', 'Regex.IsMatch'].map((name) =>
    define({
      name,
      params: [text('text'), text('pattern')],
      gives: 'flag',
      says: 'Whether a regular expression matches anywhere in the text. Look-around and back-references do not exist.',
      examples: [
        [`${name}("94085-1234", @"^\\d{5}(-\\d{4})?$")`, true],
        [`${name}("9408A", @"^\\d{5}(-\\d{4})?$")`, false],
      ],
      run: (value, pattern, run) => compiled(name, pattern, value, run).matcher(value).find(),
    }),
  ),
  define({
    name: 'Regex.Replace',
    params: [text('text'), text('pattern'), text('by')],
    gives: 'text',
    says: 'Every match of a regular expression replaced by a text, which stands for itself.',
    examples: [['Regex.Replace("(415) 555-0125", @"\\D", "")', '4155550125']],
    run: (value, pattern, by, run) => {
      const expression = compiled('Regex.Replace', pattern, value, run)
      const matcher = expression.matcher(value)
      const stepsAhead = looksAhead(pattern) ? expression.programSize() / partsPerLook : 0
      const pieces: string[] = []
      let from = 0
      let length = 0
      while (matcher.find()) {
        spend(run, 1 + Math.ceil((value.length - from) * stepsAhead))
        pieces.push(value.slice(from, matcher.start()), by)
        from = matcher.end()
        length += by.length
        if (length > limits.textLength) break
      }
      spendText(run, length + value.length)
      return pieces.join('') + value.slice(from)
    },
  }),
]
