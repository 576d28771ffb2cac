import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FlowDefinition, MappingCase, Recipe } from '@trefoil/mapping'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { cases, flowDefinition, recipe } from './definition.ts'

/** A file that cannot be used: every fault in it, with its line. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError'
  readonly file: string
  readonly faults: readonly string[]
  /** The same by JSON pointer, where the file could be read at all. */
  readonly places: readonly { pointer: string; detail: string }[]

  constructor(file: string, faults: readonly string[], places: RecipeError['places'] = []) {
    super(`${file} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.file = file
    this.faults = faults
    this.places = places
  }
}

/** The recipes of a folder, one a sub-folder, by name. Throws RecipeError at the first that cannot be used. */
export async function loadRecipes(folder: string): Promise<Recipe[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => loadRecipe(join(folder, name))))
}

/** A recipe with the cases that stand in `cases.yaml` beside it, each with the flow that it is about. */
export async function loadRecipe(folder: string): Promise<Recipe> {
  const file = join(folder, 'recipe.yaml')
  const loaded = parseRecipe(await readFile(file, 'utf8'), file)
  const examples = await loadCases(join(folder, 'cases.yaml'))
  return { ...loaded, flows: withCases(loaded.flows, examples, file) }
}

function withCases(flows: FlowDefinition[], examples: MappingCase[], file: string): FlowDefinition[] {
  const [first] = flows
  const nameOf = (example: MappingCase) => example.flow ?? first?.name
  const lost = examples.filter((example) => !flows.some(({ name }) => name === nameOf(example)))
  if (lost.length > 0) {
    throw new RecipeError(
      file,
      lost.map(({ name, flow }) => `the case "${name}" is about the flow ${flow}, which is not here`),
    )
  }
  return flows.map((flow) => {
    const mine = examples.filter((example) => nameOf(example) === flow.name).map(({ flow: _, ...example }) => example)
    return mine.length === 0 ? flow : { ...flow, cases: [...(flow.cases ?? []), ...mine] }
  })
}

/** A recipe without cases is a recipe. */
async function loadCases(file: string): Promise<MappingCase[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? [] : parseFile(text, file, cases)
}

export function parseRecipe(text: string, file: string): Recipe {
  return parseFile(text, file, recipe)
}

/** One flow by itself, as it is exported: YAML or JSON. */
export function parseFlow(text: string, file: string): FlowDefinition {
  return parseFile(text, file, flowDefinition)
}

function parseFile<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: true })
  if (document.errors.length > 0) throw new RecipeError(file, document.errors.map(firstLine))
  const parsed = schema.safeParse(valueIn(document, file))
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.flatMap(flatten)
  const faults = found.map(({ path, message }) => {
    const line = lineOf(document, lines, path)
    return `line ${line}, ${writePath(path)}: ${message}`
  })
  throw new RecipeError(file, faults, found.map(placeOf))
}

/** Aliases and merges are followed only here: what is wrong with them is thrown, and is not among the errors. */
function valueIn(document: Document, file: string): unknown {
  try {
    const value: unknown = document.toJS()
    JSON.stringify(value)
    return value
  } catch (error) {
    // Of the two only JSON has a TypeError: for a value without an end, which could be neither stored nor run.
    if (error instanceof TypeError) throw new RecipeError(file, ['a value holds itself by an alias'])
    if (error instanceof Error) throw new RecipeError(file, [firstLine(error)])
    throw error
  }
}

function firstLine(error: Error): string {
  const [first = 'no YAML'] = error.message.split('\n')
  return first
}

/** A flow that came as JSON. */
export function readFlow(given: unknown, file: string): FlowDefinition {
  const parsed = flowDefinition.safeParse(given)
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.flatMap(flatten)
  throw new RecipeError(
    file,
    found.map(({ path, message }) => `${writePath(path)}: ${message}`),
    found.map(placeOf),
  )
}

function placeOf({ path, message }: Fault): { pointer: string; detail: string } {
  return { pointer: `/${path.map(String).join('/')}`, detail: message }
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
