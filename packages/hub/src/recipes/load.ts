import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MappingCase, Recipe } from '@trefoil/mapping'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { cases, recipe } from './definition.ts'

/** A file that cannot be used: every fault in it, with its line. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError'
  readonly file: string
  readonly faults: readonly string[]

  constructor(file: string, faults: readonly string[]) {
    super(`${file} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.file = file
    this.faults = faults
  }
}

/** The recipes of a folder, one a sub-folder, by name. Throws RecipeError at the first that cannot be used. */
export async function loadRecipes(folder: string): Promise<Recipe[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => loadRecipe(join(folder, name, 'recipe.yaml'))))
}

async function loadRecipe(file: string): Promise<Recipe> {
  return parseRecipe(await readFile(file, 'utf8'), file)
}

export async function loadCases(file: string): Promise<MappingCase[]> {
  return parseFile(await readFile(file, 'utf8'), file, cases)
}

export function parseRecipe(text: string, file: string): Recipe {
  return parseFile(text, file, recipe)
}

function parseFile<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: true })
  const spoiled = document.errors.map((error) => {
    const [first = 'no YAML'] = error.message.split('\n')
    return first
  })
  if (spoiled.length > 0) throw new RecipeError(file, spoiled)
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap(flatten).map(({ path, message }) => {
    const line = lineOf(document, lines, path)
    return `line ${line}, ${writePath(path)}: ${message}`
  })
  throw new RecipeError(file, faults)
}

interface Fault {
  path: PropertyKey[]
  message: string
}

/** Of the forms that a value might have had, the nearest one speaks: that which complains least. */
function flatten(issue: z.core.$ZodIssue): Fault[] {
  const { path } = issue
  if (issue.code !== 'invalid_union') return [{ path, message: messageOf(issue) }]
  const forms = issue.errors.map((errors) =>
    errors.flatMap(flatten).map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
  )
  const [nearest] = forms.sort((a, b) => a.length - b.length || depth(b) - depth(a))
  return nearest ?? [{ path, message: issue.message }]
}

function depth(faults: Fault[]): number {
  return Math.max(0, ...faults.map(({ path }) => path.length))
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.join(', ')} here`
  return issue.message
}

/** The line of the place itself, or of the nearest one around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line
    }
  }
  return 1
}

function writePath(path: PropertyKey[]): string {
  let text = ''
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : `${text === '' ? '' : '.'}${String(part)}`
  return text === '' ? 'the file' : text
}
