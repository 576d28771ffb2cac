import type { FlowDefinition, MappingDefinition, Rule } from '@trefoil/mapping'
import type { CustomerDraft, Effect } from '@trefoil/simulators'
import { z } from 'zod'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import type { House } from '../harness/open-house.ts'
import { told } from '../harness/told.ts'

export const profiles = 'klaviyo-profiles'

type Address = NonNullable<CustomerDraft['addresses']>[number]

/** A customer as the till has them: `ann` is Ann Berg, ann@example.com, of Boston. */
export function draft(name: string, more: { phone?: string; address?: Partial<Address> } & CustomerDraft = {}) {
  const { phone, address, ...changes } = more
  const home = { address1: '5 Elm St', address2: 'Apt 2', city: 'Boston', state: 'MA', zip: '02134', country: 'US' }
  return {
    firstName: name.slice(0, 1).toUpperCase() + name.slice(1),
    lastName: 'Berg',
    emailAddresses: [{ emailAddress: `${name}@example.com`, primaryEmail: true }],
    phoneNumbers: phone === undefined ? [] : [{ phoneNumber: phone }],
    addresses: [{ ...home, ...address }],
    ...changes,
  }
}

/** The addresses of a record, with the ids by which an edit names them. */
export function addressesOf(record: Schemas['RecordInFull'] | null): { id: string }[] {
  return z.array(z.looseObject({ id: z.string() })).parse(record?.data.addresses ?? [])
}

/** The flow with other rules in the mappings of this type, or in all. */
export function withRules(
  flow: FlowDefinition,
  change: (rules: Rule[], mapping: MappingDefinition) => Rule[],
): FlowDefinition {
  return { ...flow, mappings: flow.mappings.map((mapping) => ({ ...mapping, rules: change(mapping.rules, mapping) })) }
}

/** The rules without those to any of these fields. */
export function without(rules: readonly Rule[], ...fields: string[]): Rule[] {
  return rules.filter(({ to }) => !fields.includes(to))
}

/** What a person does at the till, in the hub and at Klaviyo, and what came of it there. */
export function deskOf(house: House) {
  return {
    arrive,
    arriveUnsent,
    during,
    edit,
    rest,
    setUpAnew,
    effectCount,
    effectsSince,
    lastRun,
    linkOf,
    writesSince,
  }

  /** Somebody new at the till, brought into the hub; and into Klaviyo, where the flow there is enabled. */
  async function arrive(customer: CustomerDraft): Promise<Schemas['RecordInFull']> {
    const { id } = house.clover.customers.create(customer)
    const run = await house.sync('clover-customers', { externalId: id })
    await rest()
    const record = await house.record(id)
    if (record === null) throw new Error(`Clover's customer ${id} is not in the hub: ${JSON.stringify(run)}`)
    return record
  }

  /** In the hub, and not yet in Klaviyo, nor on the way there. */
  async function arriveUnsent(
    customer: CustomerDraft,
    fields: Record<string, unknown> = {},
  ): Promise<Schemas['RecordInFull']> {
    let record: Schemas['RecordInFull'] | undefined
    const byHand = (flow: FlowDefinition) => ({ ...flow, triggers: {} })
    await during(byHand, async () => {
      record = await arrive(customer)
      if (Object.keys(fields).length > 0) await write(record.id, fields)
    })
    if (record === undefined) throw new Error('The customer did not arrive')
    return record
  }

  /** A person changes fields in the hub; answers when Klaviyo has heard of it. */
  async function edit(id: number, fields: Record<string, unknown>): Promise<void> {
    await write(id, fields)
    await rest()
  }

  async function write(id: number, body: Record<string, unknown>): Promise<void> {
    await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(id) } }, body }))
  }

  /** Nothing is due in the hub, and Klaviyo has done what it promised for later. */
  async function rest(): Promise<void> {
    await house.quiet()
    house.klaviyo.settle()
  }

  /** The newest run of the flow into Klaviyo, with the words that its records needed. */
  async function lastRun() {
    const runs = await told(house.api.GET('/api/v1/runs', { params: { query: { flow: profiles, limit: 1 } } }))
    const [run] = runs.data
    if (run === undefined) throw new Error(`${profiles} has not run yet`)
    const params = { path: { id: String(run.id) } }
    const { data: reasons } = await told(house.api.GET('/api/v1/runs/{id}/outcomes', { params }))
    return { ...run, reasons }
  }

  /** Connects the same account again, with other settings. */
  async function setUpAnew(settings: Record<string, boolean | string>): Promise<void> {
    const body = { connector: 'klaviyo', name: 'mail', credentials: { apiKey: house.klaviyo.apiKey }, settings }
    await told(house.api.POST('/api/v1/connections', { body: { ...body, allowMissing: false } }))
  }

  /** The profile id that a record is linked with, as the API tells it. */
  async function linkOf(id: number): Promise<string | null> {
    const record = await told(house.api.GET('/api/v1/records/{id}', { params: { path: { id: String(id) } } }))
    const link = record.links.find(({ connection, goneAt }) => connection === 'mail' && goneAt === null)
    return link?.externalId ?? null
  }

  /** What happened in Klaviyo since then, by any of these kinds. */
  function effectsSince(before: number, ...kinds: string[]): Effect[] {
    return house.klaviyo.effects().filter(({ n, kind }) => n > before && (kinds.length === 0 || kinds.includes(kind)))
  }

  function effectCount(): number {
    return house.klaviyo.effects().length
  }

  /** Requests to Klaviyo since then that were meant to change something. */
  function writesSince(before: number): string[] {
    return house.klaviyo
      .requests()
      .slice(before)
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path.split('?')[0]}`)
  }

  /** Puts the flow into another shape for as long as `act` takes. */
  async function during(change: (flow: FlowDefinition) => FlowDefinition, act: () => Promise<void>): Promise<void> {
    let before: FlowDefinition | undefined
    await house.change(profiles, (flow) => {
      before = structuredClone(flow)
      return change(flow)
    })
    try {
      await act()
    } finally {
      await house.change(profiles, (flow) => before ?? flow)
    }
  }
}
