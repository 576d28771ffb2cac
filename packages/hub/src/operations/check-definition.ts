import { setImmediate } from 'node:timers/promises'
import {
  type CheckFlowEnvironment,
  checkFlow,
  checkFlows,
  compileFlow,
  type FlowDefinition,
  type FlowDiagnostic,
  runCase,
} from '@trefoil/mapping'
import type { CheckedRecord } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import { parseFlow, RecipeError, readFlow } from '../recipes/load.ts'
import { type Flow, findRivals } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { metered } from './metered.ts'
import { Refusal } from './refusal.ts'

/** How one saved case ended. */
export interface CaseReport {
  name: string
  pass: boolean
  /** What came out otherwise than expected; null where it passed. */
  difference: string | null
}

/** A definition as somebody gave it, for a flow that is there: YAML or JSON text, or the object itself. */
export function readDefinition(flow: Flow, given: unknown): FlowDefinition {
  const definition = parseDefinition(flow.name, given)
  const isSame =
    definition.name === flow.name &&
    definition.entity === flow.entity &&
    definition.direction === flow.direction &&
    definition.endpoint === flow.endpoint
  if (isSame) return definition
  throw new Refusal(
    'conflict',
    'other_flow',
    `This definition is not one of "${flow.name}", which moves ${flow.entity} ${flow.direction} by ${flow.endpoint}, but of ` +
      `"${definition.name}" (${definition.entity}, ${definition.direction}, ${definition.endpoint}): its links would lead elsewhere`,
    { facts: { flow: flow.name, given: definition.name } },
  )
}

/** YAML or JSON text, or the object itself; `name` is what faults call it. */
export function parseDefinition(name: string, given: unknown): FlowDefinition {
  try {
    return typeof given === 'string' ? parseFlow(given, name) : readFlow(given, name)
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error
    throw new Refusal('invalid', 'bad_definition', `The definition of ${error.message}`, {
      problems: error.places.map((place) => ({ ...place, code: 'SHAPE' })),
      facts: { faults: [...error.faults] },
      cause: error,
    })
  }
}

/** Everything that the check has to say; errors refuse the definition, the rest is answered. */
export function assertSound(definition: FlowDefinition, environment: CheckFlowEnvironment): FlowDiagnostic[] {
  const diagnostics = checkFlow(definition, environment)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return diagnostics
  const pointer = (path: readonly (string | number)[]) => `/${path.join('/')}`
  const lines = errors.map(({ path, message }) => `  ${pointer(path)}: ${message}`)
  throw new Refusal('invalid', 'bad_mapping', `The flow "${definition.name}" cannot be used:\n${lines.join('\n')}`, {
    problems: errors.map(({ path, message, code }) => ({ pointer: pointer(path), detail: message, code })),
    facts: { diagnostics: JSON.parse(JSON.stringify(diagnostics)) },
  })
}

/** Two flows that write the same records over one connection; those that rest do no harm. */
export async function findConflicts(
  tx: Tx,
  flow: Flow,
  definition: FlowDefinition,
  connection: string,
): Promise<string[]> {
  const conflicts: string[] = []
  for (const { workspaceId, id, version } of await findRivals(tx, flow)) {
    const theirs = await findMappingVersion(tx, { workspaceId, flowId: id, version })
    const placed = theirs === null ? [] : [{ connection, definition: theirs }]
    conflicts.push(...checkFlows([{ connection, definition }, ...placed]).map(({ message }) => message))
  }
  return conflicts
}

/** Runs the cases that the definition carries. It compiles: that was checked before. */
export async function runCases(definition: FlowDefinition, environment: CheckFlowEnvironment): Promise<CaseReport[]> {
  const mapper = metered(compileFlow(definition, environment))
  const reports: CaseReport[] = []
  for (const example of definition.cases ?? []) {
    // Whoever asks the hub something else is answered between two cases.
    await setImmediate()
    const result = runCase(example, mapper)
    reports.push({ name: example.name, pass: result.pass, difference: result.pass ? null : result.difference })
  }
  return reports
}

/** A version that breaks one of its own cases does not come into force. */
export function assertCasesPass(definition: FlowDefinition, cases: CaseReport[]): void {
  const failed = cases.filter(({ pass }) => !pass)
  if (failed.length === 0) return
  const lines = failed.map(({ name, difference }) => `  ${name}: ${difference}`)
  throw new Refusal(
    'rejected',
    'cases_failed',
    `The flow "${definition.name}" breaks ${failed.length} of its ${cases.length} cases, so this version was not put into force:\n${lines.join('\n')}`,
    { facts: { cases: cases.map((each) => ({ ...each })) } },
  )
}

/** What a flow writes at the destination, with the values that are always the same. */
export function fieldsWritten({ mappings }: FlowDefinition): CheckedRecord['fields'] {
  const rules = mappings.flatMap((mapping) => mapping.rules)
  return rules.map((rule) => ('static' in rule ? { name: rule.to, value: rule.static } : { name: rule.to }))
}
