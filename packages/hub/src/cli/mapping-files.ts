/** Flows in files: recipes and exported flows, with the connector that each is for. */
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CheckFlowEnvironment, FlowDefinition } from '@trefoil/mapping'
import { type Connector, Fault } from '@trefoil/sdk'
import { parse } from 'yaml'
import { z } from 'zod'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import { loadRecipe, parseFlow, parseRecipe, RecipeError } from '../recipes/load.ts'
import { connectors } from '../registry.ts'
import { type Finding, findingsInWords, textIn } from './diagnostic-words.ts'
import { exitCodes, Failure } from './exit.ts'

/** A flow of a file, with what it will stand in. */
export interface FileFlow {
  definition: FlowDefinition
  environment: CheckFlowEnvironment
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

/** A folder or a file of a recipe, or the file of one flow. */
export async function flowsIn(path: string, connectorId?: string): Promise<FileFlow[]> {
  try {
    const { flows, connector } = await load(path)
    return flows.map((definition) => {
      const known = connectorFor(definition, connector ?? connectorId)
      return { definition, environment: flowEnvironment(definition, known) }
    })
  } catch (error) {
    if (error instanceof RecipeError) throw new Failure(exitCodes.checkFailed, error.message, { faults: error.faults })
    if (error instanceof Fault) throw new Failure(exitCodes.checkFailed, `${path}: ${error.message}`)
    throw error
  }
}

async function load(path: string): Promise<{ flows: FlowDefinition[]; connector?: string }> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new Failure(exitCodes.usage, `There is no file or folder ${path}`)
  if (found.isDirectory()) {
    if (await isFile(join(path, 'recipe.yaml'))) return loadRecipe(path)
    throw new Failure(
      exitCodes.usage,
      `The folder ${path} holds no recipe.yaml: name the folder of a recipe, or a file`,
    )
  }
  // A recipe in its folder brings the cases that stand beside it.
  if (basename(path) === 'recipe.yaml') return loadRecipe(dirname(path))
  const text = await readFile(path, 'utf8')
  return isRecipe(text) ? parseRecipe(text, path) : { flows: [parseFlow(text, path)] }
}

function isRecipe(text: string): boolean {
  try {
    const file: unknown = parse(text, { merge: true })
    return typeof file === 'object' && file !== null && 'recipe' in file
  } catch {
    return false // parseFlow says what is wrong, with the line
  }
}

function connectorFor({ name, direction, endpoint }: FlowDefinition, id: string | undefined): Connector {
  if (id !== undefined) {
    const known = connectors.get(id)
    if (known !== undefined) return known
    throw new Failure(exitCodes.usage, `There is no connector ${id}: there are ${[...connectors.keys()].join(', ')}`)
  }
  const fitting = [...connectors.values()].filter(({ sources, targets }) =>
    Object.hasOwn(direction === 'to_hub' ? sources : targets, endpoint),
  )
  const [only, ...others] = fitting
  if (only !== undefined && others.length === 0) return only
  const why =
    only === undefined
      ? `no connector has ${endpoint}`
      : `${fitting.map((each) => each.id).join(' and ')} have ${endpoint}`
  throw new Failure(exitCodes.usage, `The flow ${name} does not tell its connector, and ${why}: say --connector`)
}

/** The findings that the hub refused a definition with. */
export function readFindings(facts: unknown, text: string): string {
  const { diagnostics } = Refused.parse(facts)
  const definition: unknown = parse(text, { merge: true })
  return findingsInWords(diagnostics satisfies Finding[], (path) => textIn(definition, path))
}

const Refused = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'hint']),
      message: z.string(),
      path: z.array(z.union([z.string(), z.number()])),
      range: z.object({ line: z.number(), column: z.number(), length: z.number() }).optional(),
      fix: z.object({ says: z.string(), value: z.unknown() }).optional(),
    }),
  ),
})
