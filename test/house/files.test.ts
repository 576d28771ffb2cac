import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { isTest, listFiles, sources, textOf } from './repository.ts'

const files = listFiles()
const ours = sources(files)
const code = ours.map((file) => ({ file, text: textOf(file) ?? '' }))

/** `file: what is wrong`, for every line of our source that a rule catches. */
function caught(rule: RegExp, where: (file: string) => boolean): string[] {
  return code
    .filter(({ file }) => where(file))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line, at) => (rule.test(withoutWords(line)) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
    )
}

/** Code alone: what stands in comments and in quoted text is about something, and does nothing. */
function withoutWords(line: string): string {
  return line
    .replace(/^\s*(\/\/|\/?\*).*/, '')
    .replace(/\/\/ .*$/, '')
    .replaceAll(/(['"`])(?:(?!\1).)*\1/g, '')
}

test('there is source to look at', () => {
  expect(ours.length).toBeGreaterThan(200)
})

test('no source file is longer than 300 lines, no file of tests longer than 600', () => {
  const long = code.flatMap(({ file, text }) => {
    const lines = text.trimEnd().split('\n').length
    return lines > (isTest(file) ? 600 : 300) ? [`${file}: ${lines} lines`] : []
  })
  expect(long).toEqual([])
})

test('a file is named in kebab-case, for what it is', () => {
  const empty = /(^|[-.])(utils?|helpers?|common|managers?|processors?|data|info|misc)([-.]|$)/
  const wrong = ours.filter((file) => {
    const name = basename(file)
    return empty.test(name) || !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name)
  })
  expect(wrong).toEqual([])
})

test('Biome refuses `any`, default exports, console and non-null assertions as errors', () => {
  const { style, suspicious } = JSON.parse(textOf('biome.json') ?? '').linter.rules
  expect({ ...style, ...suspicious }).toMatchObject({
    noDefaultExport: 'error',
    noNonNullAssertion: 'error',
    noExplicitAny: 'error',
    noConsole: 'error',
  })
})

test('the time and chance of the machine are asked for in clock files alone', () => {
  const clock = /(^|\/)clock\.ts$/
  expect(caught(/\b(Date\.now|Math\.random)\b/, (file) => !isTest(file) && !clock.test(file))).toEqual([])
})

test('no test is left out, and none is run alone', () => {
  expect(caught(/\b(test|it|describe)\.(skip|only|todo|fails)\b/, isTest)).toEqual([])
})

test('the README sets the house up in two lines: one does the main job, one passes the tests', () => {
  const lines = textOf('README.md')?.split('\n') ?? []
  expect(lines.filter((line) => line.startsWith('npm ci'))).toEqual(['npm ci && npm run demo', 'npm ci && npm test'])
})

test('no file knows a place on the machine of whoever wrote it, nor a package registry', () => {
  // Spelt apart, so that this file does not catch itself.
  const places = [
    '/ho' + 'me/',
    '/Us' + 'ers/',
    '/ro' + 'ot/',
    '/wo' + 'rk/',
    'registry.npm' + 'js.org',
    'npm.pkg.git' + 'hub.com',
  ]
  const told = files.flatMap((file) => {
    const text = textOf(file) ?? ''
    return places
      .filter((place) => new RegExp(`(^|[\\s'"\`(=:/])${place.replaceAll('.', '\\.')}`, 'm').test(text))
      .map((place) => `${file}: ${place}`)
  })
  expect(told).toEqual([])
})
