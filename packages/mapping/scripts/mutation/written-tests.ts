/**
 * What a test file is given under the name of vitest while mutants run: each test is written down once, as a function
 * that can be called any number of times. Loading them anew for ten thousand mutants is what takes hours.
 */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { chai, expect } from 'vitest'

/** One test, by the name it has in reports. */
export interface WrittenTest {
  id: string
  name: string
  file: string
  run(): Promise<void>
}

type Body = (...row: unknown[]) => unknown

const written: WrittenTest[] = []
/** Where the reader, and later the run, stands. */
const place: { file: string; titles: readonly string[]; after: Body[] } = { file: '', titles: [], after: [] }

/** The tests of these files, in their order. */
export async function writeDown(files: readonly string[]): Promise<readonly WrittenTest[]> {
  for (const file of files) {
    Object.assign(place, { file: resolve(file), titles: [], after: [] })
    await import(pathToFileURL(place.file).href)
  }
  return written
}

function add(title: string, body: Body): void {
  const { file, after } = place
  const name = [...place.titles, title].join(' > ')
  const run = async () => {
    place.file = file
    await body()
    // What a file looks at after its last test is looked at after each: whoever does harm is found at once.
    for (const hook of after) await hook()
  }
  written.push({ id: `${written.length} ${name}`, name, file, run })
}

function group(title: string, body: Body): void {
  const { titles } = place
  place.titles = [...titles, title]
  body()
  place.titles = titles
}

const each =
  (one: (title: string, body: Body) => void) => (rows: readonly unknown[]) => (title: string, body: Body) => {
    for (const row of rows) {
      const given: readonly unknown[] = Array.isArray(row) ? row : [row]
      const places = title.match(/%[sdij]/g) ?? []
      one(format(title, ...given.slice(0, places.length)), () => body(...given))
    }
  }

// That of vitest asks for the state of a worker, which is not there.
chai.util.addMethod(
  chai.Assertion.prototype,
  'toMatchFileSnapshot',
  function (this: Chai.AssertionStatic, path: string) {
    const page = readFileSync(resolve(dirname(place.file), path), 'utf8')
    new chai.Assertion(chai.util.flag(this, 'object')).equal(page)
  },
)

export const describe = Object.assign(group, { each: each(group) })
export const test = Object.assign(add, { each: each(add) })
export const beforeAll = (hook: Body): unknown => hook()
export const afterAll = (hook: Body): void => void place.after.push(hook)
export { expect }
