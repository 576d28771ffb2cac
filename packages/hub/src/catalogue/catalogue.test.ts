import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonCodes } from '@trefoil/mapping'
import { faultKinds } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { connectors } from '../registry.ts'
import { catalogue, explainReason } from './catalogue.ts'
import { errorsPage } from './errors-page.ts'

const root = join(import.meta.dirname, '../../../..')

/** Everything of ours that runs: no tests, nothing generated, and not the catalogue itself. */
const sources = ['packages/hub/src', 'packages/sdk/src', 'packages/mapping/src', ...connectorFolders()].flatMap(
  (folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => file.endsWith('.ts') && !/(\.test|\.fixture|\.gen)\.ts$|testing|(^|\/)test-|generated/.test(file),
      )
      .map((file) => `${folder}/${file}`)
      .filter((file) => !file.startsWith('packages/hub/src/catalogue/'))
      .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') })),
)

function connectorFolders(): string[] {
  return [...connectors.keys()].map((id) => `connectors/${id}/src`)
}

/** Written like a code, and none: words of the platform, of a mail server and of orders, variables of the environment. */
const otherWords =
  /^(TREFOIL_.*|DATABASE_URL|(UND_|FST_)?ERR_.*|UNKNOWN|PARTIALLY_REFUNDED|E(AI_AGAIN|PIPE|ADDRINUSE|NOENT|NOTFOUND|NODATA|CONN[A-Z]+))$/

/** Code → the file that gives it, for every code that stands in the sources. */
function given(): Map<string, string> {
  return new Map([
    ...faultKinds.map((kind): [string, string] => [kind.toUpperCase(), 'packages/sdk/src/fault.ts']),
    ...Object.keys(reasonCodes).map((code): [string, string] => [code, 'packages/mapping/src/mapping/reason.ts']),
    ...sources.flatMap(({ file, text }) =>
      [
        ...calledCodes(text),
        ...(file.startsWith('connectors/') ? [] : longCodes(text)),
        ...troublesOfCalls(file, text),
        ...findingsInFormulas(file, text),
      ]
        .filter((code) => !otherWords.test(code))
        .map((code): [string, string] => [code, file]),
    ),
  ])
}

/** `code: 'X'`, `code: 'X' | 'Y'`, `code: is ? 'X' : 'Y'`. */
function calledCodes(text: string): string[] {
  return [...text.matchAll(/\bcode\b[^\n]*?[:=?]\s*((?:'[A-Z][A-Z0-9_]+'[ |:?]*)+)/g)]
    .flatMap(([, said = '']) => [...said.matchAll(/'([A-Z0-9_]{3,})'/g)])
    .map(([, code = '']) => code)
}

/** Words of several parts in capitals; in a connector they may as well be the vendor's own. */
function longCodes(text: string): string[] {
  return [...text.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)].map(([, code = '']) => code)
}

function troublesOfCalls(file: string, text: string): string[] {
  if (!file.endsWith('gateway/reply-fault.ts')) return []
  const listed = [...text.matchAll(/\[\s*'([A-Z_]+)'/g)].map(([, code = '']) => code)
  return text.includes('`HTTP_$') ? [...listed, 'HTTP_ERROR'] : listed
}

function findingsInFormulas(file: string, text: string): string[] {
  if (!file.endsWith('formula/diagnostic.ts')) return []
  const [, after = ''] = text.split('export type DiagnosticCode =')
  const [union = ''] = after.split('\n\n')
  return [...union.matchAll(/'([a-z_]+)'/g)].map(([, code = '']) => code.toUpperCase())
}

const codes = given()

test('the sources are read: codes of the gateway, the mapping, the formulas and a connector are found', () => {
  for (const code of ['TIMED_OUT', 'HTTP_ERROR', 'FILTERED', 'SHAPE', 'WRONG_ARITY', 'INVALID_PHONE', 'AMBIGUOUS']) {
    expect(codes.has(code), code).toBe(true)
  }
})

test('every code that the sources can give has an entry', () => {
  expect([...codes].filter(([code]) => !Object.hasOwn(catalogue, code))).toEqual([])
})

test('every entry is given by some source', () => {
  expect(Object.keys(catalogue).filter((code) => !codes.has(code))).toEqual([])
})

test('every entry that only one connector gives stands in that connector', () => {
  const strangers = Object.entries(catalogue).filter(
    ([code, { connector }]) => connector !== undefined && !codes.get(code)?.startsWith(`connectors/${connector}/`),
  )
  expect(strangers).toEqual([])
})

test('the words of an entry are sentences, and no two entries of one stage have the same title and text', () => {
  const all = Object.entries(catalogue).flatMap(([code, { variants = [], ...entry }]) =>
    [entry, ...variants].map((words) => ({ code, ...words })),
  )
  for (const { code, title, description, resolution } of all) {
    expect(title, code).toMatch(/^[A-Z].*[^.]$/)
    expect(description, code).toMatch(/^[A-Z][\s\S]*\.$/)
    expect(resolution, code).toMatch(/^[A-Z][\s\S]*[.…]$/)
  }
  const texts = all.map(({ title, description }) => `${title}: ${description}`)
  expect(new Set(texts).size).toBe(texts.length)
})

test.each([
  ['FILTERED', { read: { EmailAddress: 'empty' } }, 'Missing Email Address'],
  ['FILTERED', { read: { Email_Address: 'absent' } }, 'Missing Email Address'],
  ['FILTERED', { read: { 'Parent.Email_Address': 'null' } }, 'Left Out by the Filter'],
  ['FILTERED', { read: { EmailAddress: 'a text', City: 'empty' } }, 'Left Out by the Filter'],
  ['FILTERED', null, 'Left Out by the Filter'],
  ['REQUIRED_FIELD_MISSING', { field: 'customerNumber' }, 'Missing Customer Number'],
  ['REQUIRED_FIELD_MISSING', { field: 'firstName' }, 'Missing Required Field'],
  ['MISSING_SOURCE_ID', { source: 'customers' }, 'Missing Customer ID'],
  ['HTTP_418', null, 'Refused by Status'],
  ['toString', null, 'Refused as Invalid'],
  ['SOMETHING_OF_THE_VENDOR', null, 'Refused as Invalid'],
])('%s with %j is explained as %s', (code, facts, title) => {
  expect(explainReason({ code, facts }).title).toBe(title)
})

test('the page has every code once, with its resolution', () => {
  const page = errorsPage()
  for (const [code, { resolution }] of Object.entries(catalogue)) {
    expect(page.split(`### ${code}\n`)).toHaveLength(2)
    expect(page).toContain(resolution)
  }
})
