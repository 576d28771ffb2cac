/**
 * How fast mapping is beside the fastest CEL library of npm. CEL does what it can of the same work: it has no loop and
 * makes no record, so that a plain loop of ours puts its results into one. It has no required fields, no reasons, no
 * outcomes of children, and its names match by the letter only.
 */
import { Environment } from '@marcbachmann/cel-js'
import { Answers, compileFlow, compileFormula, type FlowDefinition, type Json, type JsonObject } from '@trefoil/mapping'
import { flowEnvironment } from '../../packages/hub/src/recipes/flow-environment.ts'
import { loadRecipes } from '../../packages/hub/src/recipes/load.ts'
import { connectors } from '../../packages/hub/src/registry.ts'
import { type Contender, pace } from './mapping-pace.ts'

const celName = '@marcbachmann/cel-js'
const recordCount = 1_000
const now = new Date('2026-01-01T00:00:00Z')

export async function mappingBench(): Promise<object[]> {
  const records = Array.from({ length: recordCount }, (_, index) => customerOf(index))
  return [
    ...rows("S0's e-mail formula", 2_000_000, [trefoilFormula(records), celFormula(records)]),
    ...rows("S0's customer with one address", 150_000, [await trefoilMapping(records), celMapping(records)]),
  ]
}

function rows(what: string, bar: number, contenders: Contender[]): object[] {
  const paces = pace(contenders, recordCount)
  const [ours, theirs] = paces
  if (ours === undefined || theirs === undefined) throw new Error('Two engines are compared')
  return [
    { what, engine: ours.name, 'times/s': Math.round(ours.perSecond), bar, 'ratio to CEL': ratio(ours, theirs) },
    { what, engine: theirs.name, 'times/s': Math.round(theirs.perSecond) },
  ]
}

function ratio(ours: { perSecond: number }, theirs: { perSecond: number }): number {
  return Number((ours.perSecond / theirs.perSecond).toFixed(2))
}

/** As the Clover connector gives them; one in ten has no e-mail address. */
function customerOf(index: number): JsonObject {
  const id = `C${String(index).padStart(12, '0')}`
  return {
    id,
    firstName: `First${index}`,
    lastName: `Last${index}`,
    emailAddress: index % 10 === 0 ? '' : `customer${index}@example.com`,
    phoneNumber: '4155550125',
    addresses: [
      {
        id: `A${String(index).padStart(12, '0')}`,
        address1: `${index} Main St`,
        address2: 'Apt 2',
        address3: '',
        city: 'Boston',
        state: 'MA',
        zip: '02134',
        country: 'US',
        phoneNumber: '4155550125',
      },
    ],
  }
}

function trefoilFormula(records: readonly JsonObject[]): Contender {
  const formula = compileFormula('(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)')
  const base = { parent: null, destination: null, variables: {}, answers: new Answers(), now }
  const scopes = records.map((source) => ({ ...base, source }))
  const round = () => {
    let found = 0
    for (const scope of scopes) if (formula.evaluate(scope) !== null) found += 1
    return found
  }
  return { name: 'trefoil', round }
}

const cel = new Environment({ unlistedVariablesAreDyn: true })

function celFormula(records: readonly JsonObject[]): Contender {
  const formula = cel.parse('(emailAddress == "" ? "guest@customerdomain.com" : emailAddress)')
  const round = () => {
    let found = 0
    for (const record of records) if (formula(record) !== null) found += 1
    return found
  }
  return { name: celName, round }
}

/** The recipe as it ships, with the billing flag that S0 does not ask for. */
async function trefoilMapping(records: readonly JsonObject[]): Promise<Contender> {
  const flow = await s0()
  const clover = connectors.get('clover')
  if (clover === undefined) throw new Error('Clover is no connector of the hub')
  const mapper = compileFlow(flow, flowEnvironment(flow, clover))
  const base = { linked: false, destination: null, previous: null, variables: {}, now }
  const answers = new Answers()
  const round = () => {
    let mapped = 0
    for (const source of records) if (mapper.map({ ...base, source }, answers).outcome === 'mapped') mapped += 1
    return mapped
  }
  return { name: 'trefoil', round }
}

async function s0(): Promise<FlowDefinition> {
  const recipes = await loadRecipes('recipes')
  const flow = recipes.flatMap(({ flows }) => flows).find(({ name }) => name === 'clover-customers')
  if (flow === undefined) throw new Error('The recipe clover-customers is gone')
  return flow
}

function celMapping(records: readonly JsonObject[]): Contender {
  const filter = cel.parse('emailAddress != ""')
  const parent = compiled({
    customerNumber: 'id',
    firstName: 'firstName',
    lastName: 'lastName',
    emailAddress: '(emailAddress == "" ? "guest@customerdomain.com" : emailAddress)',
  })
  const child = compiled({
    id: 'id',
    address1: 'address1',
    address2: 'address2',
    address3: 'address3',
    city: 'city',
    region: 'state',
    country: 'country',
    postalCode: 'zip',
    phoneNumber: 'phoneNumber',
  })
  const round = () => {
    let mapped = 0
    for (const record of records) {
      if (filter(record) !== true) continue
      const customer = parent(record)
      const addresses = Array.isArray(record.addresses) ? record.addresses : []
      customer.addresses = addresses.filter(isRecord).map(child)
      mapped += 1
    }
    return mapped
  }
  return { name: celName, round }
}

function compiled(formulas: Record<string, string>): (record: object) => Record<string, unknown> {
  const rules = Object.entries(formulas).map(([to, formula]) => ({ to, evaluate: cel.parse(formula) }))
  return (record) => {
    const made: Record<string, unknown> = {}
    for (const { to, evaluate } of rules) made[to] = evaluate(record)
    return made
  }
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
