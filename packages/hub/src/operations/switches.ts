import type { FlowDefinition } from '@trefoil/mapping'
import type { Connector, Json, JsonObject } from '@trefoil/sdk'
import { z } from 'zod'
import { type Flow, listFlowsOf } from '../store/flow.ts'
import { readSettings, type WorkspaceSettings } from '../store/workspace-settings.ts'
import { readArrivals } from './arrivals.ts'
import { requireConnector } from './connect.ts'
import { definitionOf } from './flow-versions.ts'
import type { Hub } from './hub.ts'
import { formSchema } from './masked.ts'
import { requireConnection } from './require-connection.ts'

/** One thing that decides how a connection behaves: how it stands, and how it does where nobody chose. */
export interface Switch {
  /** Of the connection as a whole, of its connector's settings, or of one flow. */
  of: 'connection' | 'connector' | 'flow'
  flow: string | null
  name: string
  title: string
  says: string
  value: SwitchValue
  usual: SwitchValue
  isUsual: boolean
}

/** Null: nothing, as of a schedule that is not there. */
type SwitchValue = string | number | boolean | null

/** Every switch of a connection, so that one look says how it behaves. */
export async function listSwitches(hub: Hub, name: string): Promise<Switch[]> {
  const connection = await requireConnection(hub, name)
  const connector = requireConnector(hub, connection.connector)
  const [arrivals, house, flows] = await Promise.all([
    readArrivals(hub),
    readSettings(hub.db, hub.workspaceId),
    listFlowsOf(hub.db, { workspaceId: hub.workspaceId, id: connection.id }),
  ])
  const ofFlows = await Promise.all(
    flows.map(async (flow) => {
      const definition = await definitionOf(hub, flow)
      return switchesOfFlow({ flow, definition, shipped: shippedOf(hub, flow), connector, house })
    }),
  )
  const freeze = {
    ...{ name: 'freeze', title: 'Freeze', value: arrivals(connection).isFrozen, usual: false },
    says: 'Use what the hub has and take nothing new: all its flows into the hub are paused',
  }
  return [
    ...(flows.some(({ direction }) => direction === 'to_hub') ? [made('connection', null, freeze)] : []),
    ...switchesOfConnector(connector, connection.settings),
    ...ofFlows.flat(),
  ]
}

type Said = Pick<Switch, 'name' | 'title' | 'says' | 'value' | 'usual'>

function made(of: Switch['of'], flow: string | null, said: Said): Switch {
  return { of, flow, ...said, isUsual: said.value === said.usual }
}

const Properties = z.record(
  z.string(),
  z.looseObject({
    title: z.string().optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
)

function switchesOfConnector(connector: Connector, settings: JsonObject): Switch[] {
  const fields = Properties.parse(formSchema(connector.settings).properties ?? {})
  return Object.entries(fields).map(([name, { title = name, description = '', default: start, labels = {} }]) => {
    const shown = (value: unknown): SwitchValue => {
      if (value === undefined || value === null || value === '') return null
      if (typeof value === 'number' || typeof value === 'boolean') return value
      return typeof value === 'string' ? (labels[value] ?? value) : JSON.stringify(value)
    }
    const said = { name, title, says: description, value: shown(settings[name] ?? start), usual: shown(start) }
    return made('connector', null, said)
  })
}

/** The flow as its recipe ships it; undefined for one of one's own. */
function shippedOf(hub: Hub, flow: Flow): FlowDefinition | undefined {
  const recipe = hub.recipes.find((each) => each.recipe === flow.recipe)
  return recipe?.flows.find(({ endpoint, direction }) => endpoint === flow.endpoint && direction === flow.direction)
}

interface FlowParts {
  flow: Flow
  definition: FlowDefinition
  shipped: FlowDefinition | undefined
  connector: Connector
  house: WorkspaceSettings
}

function switchesOfFlow(parts: FlowParts): Switch[] {
  const { flow } = parts
  const enabled = {
    ...{ name: 'enabled', title: 'Enabled', value: flow.state === 'enabled', usual: true },
    says: 'Paused by a person or stopped by a fault, it begins no new work',
  }
  return [enabled, ...triggersOf(parts), ...brakesOf(parts), ...policiesOf(parts)].map((said) =>
    made('flow', flow.name, said),
  )
}

function triggersOf({ flow, definition, shipped, connector }: FlowParts): Said[] {
  const [now, usual] = [definition.triggers, shipped?.triggers ?? {}]
  const listed = (names: readonly string[] | undefined) =>
    names === undefined || names.length === 0 ? null : names.join(', ')
  const both = (name: 'poll' | 'sweep' | 'zone') => ({ name, value: now[name] ?? null, usual: usual[name] ?? null })
  const manual = {
    ...{ name: 'manual', title: 'Can be run by hand', value: now.manual ?? true, usual: usual.manual ?? true },
    says: 'By a person, for all records or for some',
  }
  if (flow.direction === 'from_hub') {
    const changes = { value: now.changes ?? false, usual: usual.changes ?? false }
    const says = 'What changes in the hub is sent at once'
    return [{ name: 'changes', title: 'Follows changes of the hub', says, ...changes }, manual]
  }
  const hooks = {
    ...{ name: 'webhooks', title: 'Webhooks are heeded', value: now.webhooks ?? true, usual: usual.webhooks ?? true },
    says: 'What the vendor tells of by itself is read at once',
  }
  const touched = { value: listed(now.touchedBy), usual: listed(usual.touchedBy) }
  const zone = both('zone')
  return [
    { ...both('poll'), title: 'Looks for news', says: 'How often the source is read; nothing: by hand alone' },
    { ...both('sweep'), title: 'Compares everything', says: 'When the source is read from the beginning' },
    ...(zone.value === null && zone.usual === null
      ? []
      : [{ ...zone, title: 'Time zone', says: 'Of the schedules that name an hour' }]),
    { name: 'touchedBy', title: 'Looks again at what these name', says: 'Other sources of the vendor', ...touched },
    ...(connector.webhooks === undefined ? [] : [hooks]),
    manual,
  ]
}

function brakesOf({ flow, definition, house }: FlowParts): Said[] {
  const words = {
    changed: ['Asks before it changes', 'Percent of the linked records; 100 is never reached'],
    gone: ['Asks before it takes for deleted', 'Percent of the linked records'],
    zeroed: ['Asks before it sets stock to zero', 'Percent of the linked records'],
    atLeast: ['Never asks for fewer than', 'So many records'],
  } as const
  const names = ['changed', 'gone', 'zeroed', 'atLeast'] as const
  return names
    .filter((name) => name !== 'zeroed' || flow.entity === 'InventoryLevel')
    .map((name) => {
      const [title, says] = words[name]
      const usual = house.brakes[name]
      return { name, title, says, usual, value: definition.brakes?.[name] ?? usual }
    })
}

/** What becomes of a record whose key another one has. */
function policiesOf({ flow, definition, shipped, house }: FlowParts): Said[] {
  if (flow.direction === 'from_hub') return []
  const chosen = (of: FlowDefinition | undefined): Json =>
    of?.mappings.find(({ type }) => type === 'add' || type === 'add_and_update')?.collision ?? null
  const usual = String(chosen(shipped) ?? house.identity.sameKey)
  const value = String(chosen(definition) ?? house.identity.sameKey)
  const says = 'What becomes of a new record whose e-mail address or number a record of the hub has'
  return [{ name: 'collision', title: 'Same key', says, value, usual }]
}
