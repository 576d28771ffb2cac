import { checkFlow } from '@trefoil/mapping'
import type { CheckReport, Connector, RecordCheck, Session } from '@trefoil/sdk'
import { flowEnvironment } from '../recipes/flow-environment.ts'
import { allFlows, type Flow } from '../store/flow.ts'
import type { Access } from '../sync/access/open-account.ts'
import { accessOf } from './access-of.ts'
import { askVendor } from './ask-vendor.ts'
import { fieldsWritten, runCases } from './check-definition.ts'
import { requireConnector } from './connect.ts'
import { requireFlow } from './flow-state.ts'
import { definitionOf } from './flow-versions.ts'
import type { Hub } from './hub.ts'
import { openCandidate } from './open-candidate.ts'
import { readinessOfRecords } from './readiness-of-records.ts'
import { Refusal } from './refusal.ts'
import { connectionOf } from './require-connection.ts'

/** One thing that must be true for a flow to run well, and what to do where it is not. */
export interface ReadinessCheck extends RecordCheck {
  /** What to do; null where nothing is to be done. */
  todo: string | null
  /** The records that are concerned, by the ids of their source; not more than twenty. */
  records: { id: string; says: string }[]
}

interface Readiness {
  flow: string
  /** It can run by itself, whatever records it would leave out. */
  ready: boolean
  checks: ReadinessCheck[]
}

/** What keeps a flow from running where it does not hold. */
const musts = new Set([
  'connection',
  'permissions',
  'enabled',
  'mapping_valid',
  'cases_pass',
  'other_direction',
  'lists_configured',
  'fields',
])

/** Whether a flow can run, thing by thing, up to the records that it would leave out. Nothing is written. */
export async function flowReadiness(hub: Hub, name: string): Promise<Readiness> {
  const checks = await checksOf(hub, await requireFlow(hub, name))
  return { flow: name, ready: checks.every(({ code, passed }) => passed || !musts.has(code)), checks }
}

async function checksOf(hub: Hub, flow: Flow): Promise<ReadinessCheck[]> {
  const connection = await connectionOf(hub, flow)
  const connector = requireConnector(hub, connection.connector)
  const access = accessOf(hub, connector, connection)
  const report = await ask(hub, access, (session) => connector.check(session))
  const mapping = await mappingChecks(hub, flow, connector)
  const standing = [
    answers(connection.name, report),
    ...(report instanceof Refusal ? [] : [permissions(flow, connector, report)]),
    enabled(flow),
    ...mapping,
    ...(flow.direction === 'from_hub' ? [await fed(hub, flow)] : []),
  ]
  // A vendor that does not answer would be asked again for each of these, to the same end.
  if (report instanceof Refusal || mapping.some(({ passed }) => !passed)) return standing
  return [...standing, ...(await fieldChecks(hub, flow, access)), ...(await recordChecks(hub, flow))]
}

function answers(connection: string, report: CheckReport | Refusal): ReadinessCheck {
  const isRefused = report instanceof Refusal
  return check(
    'connection',
    `The connection "${connection}" answers`,
    isRefused ? report.message : `it answers as ${report.label}`,
    isRefused ? 'Check the credentials and the vendor: trefoil connect … with the same name stores new ones.' : null,
  )
}

function permissions(flow: Flow, connector: Connector, report: CheckReport): ReadinessCheck {
  const side = flow.direction === 'to_hub' ? connector.sources[flow.endpoint] : connector.targets[flow.endpoint]
  const missing = (side?.needs ?? []).filter((permission) => report.permissions[permission] === 'missing')
  return check(
    'permissions',
    'The credentials may do what the flow does',
    missing.length === 0 ? `granted: ${side?.needs.join(', ') ?? 'none is needed'}` : `missing: ${missing.join(', ')}`,
    missing.length === 0 ? null : `Grant ${missing.join(', ')} to the key at ${connector.title}.`,
  )
}

function enabled({ name, state, fault }: Flow): ReadinessCheck {
  const why = typeof fault?.message === 'string' ? `: ${fault.message}` : ''
  const isEnabled = state === 'enabled'
  return check(
    'enabled',
    'The flow is enabled',
    `it is ${state}${why}`,
    isEnabled ? null : `trefoil flow resume ${name}`,
  )
}

async function mappingChecks(hub: Hub, flow: Flow, connector: Connector): Promise<ReadinessCheck[]> {
  const definition = await definitionOf(hub, flow)
  const environment = flowEnvironment(definition, connector)
  const errors = checkFlow(definition, environment).filter(({ severity }) => severity === 'error')
  const said = errors.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const valid = check(
    'mapping_valid',
    'The mapping has no errors',
    said.length === 0 ? `version ${flow.version} has none` : said.join('; '),
    said.length === 0
      ? null
      : 'Put right what is named, and save the definition: trefoil mapping check shows the same.',
  )
  if (said.length > 0) return [valid]
  const failed = (await runCases(definition, environment)).filter(({ pass }) => !pass)
  const names = failed.map((each) => each.name).join('; ')
  const cases = check(
    'cases_pass',
    'The saved cases pass',
    failed.length === 0 ? `all ${definition.cases?.length ?? 0} pass` : `these fail: ${names}`,
    failed.length === 0 ? null : `trefoil mapping test ${flow.name} shows what came out instead.`,
  )
  return [valid, cases]
}

/** What is sent must come from somewhere. */
async function fed(hub: Hub, flow: Flow): Promise<ReadinessCheck> {
  const flows = await allFlows(hub.db, hub.workspaceId)
  const feeding = flows.filter((each) => each.direction === 'to_hub' && each.entity === flow.entity)
  const enabledOnes = feeding.filter(({ state }) => state === 'enabled').map(({ name }) => name)
  const resting = feeding.map(({ name }) => name).join(', ')
  return check(
    'other_direction',
    `Some enabled flow brings ${flow.entity} records into the hub`,
    enabledOnes.length > 0 ? enabledOnes.join(', ') : resting === '' ? 'there is none' : `these rest: ${resting}`,
    enabledOnes.length > 0 ? null : resting === '' ? 'Apply a recipe: trefoil recipe list.' : 'trefoil flow resume …',
  )
}

async function fieldChecks(hub: Hub, flow: Flow, access: Access): Promise<ReadinessCheck[]> {
  const target = flow.direction === 'from_hub' ? access.connector.targets[flow.endpoint] : undefined
  if (target?.checkFields === undefined) return []
  const fields = fieldsWritten(await definitionOf(hub, flow))
  const found = await ask(hub, access, async (session) => (await target.checkFields?.(session, fields)) ?? [])
  if (found instanceof Refusal) return [check('fields', 'What the fields need is there', found.message, 'Try again.')]
  return found.map((each) => ({
    ...each,
    todo: each.passed ? null : `Make it at ${access.connector.title}, or change the rule.`,
    records: [],
  }))
}

async function recordChecks(hub: Hub, flow: Flow): Promise<ReadinessCheck[]> {
  const candidate = await openCandidate(hub, flow.name, undefined)
  const found = await ask(hub, candidate.access, () => readinessOfRecords(hub, candidate))
  return found instanceof Refusal ? [check('records', 'The records can be read', found.message, 'Try again.')] : found
}

/** The answer, or the sentence that says why there is none. */
async function ask<T>(hub: Hub, access: Access, question: (session: Session) => Promise<T>): Promise<T | Refusal> {
  try {
    return await askVendor(hub, access, {
      code: 'vendor_refused',
      tried: `${access.connector.title} was asked`,
      question,
    })
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function check(code: string, title: string, says: string, todo: string | null): ReadinessCheck {
  return { code, title, passed: todo === null, says, todo, records: [] }
}
