import { strict as assert } from 'node:assert'
import type { Connector, Session } from '../connector.ts'
import { Fault, type FaultKind } from '../fault.ts'
import type { Json } from '../json.ts'
import type { Page, Source } from '../source.ts'
import type { Target } from '../target.ts'
import { openSession } from './open-session.ts'
import type { PretendVendor, SourceBench, TargetBench } from './pretend-vendor.ts'

/** What the suite demands of a connector, and how to break one so that exactly this fails. */
export interface Demand {
  name: string
  of(connector: Connector): Promise<void>
  saboteur(connector: Connector): Connector
}

export type SourceDemand = (source: string, connector: Connector, vendor: PretendVendor) => Demand[]

/** Small enough that every listing has many pages. */
export const pageSize = 4

export function session(connector: Connector, vendor: PretendVendor, credentials = vendor.credentials): Session {
  const { endpoint, settings, now } = vendor
  return openSession(connector, { endpoint, settings, now, credentials })
}

export function sourceOf(connector: Connector, name: string): Source {
  return named(connector.sources, name, 'source')
}

export function targetOf(connector: Connector, name: string): Target {
  return named(connector.targets, name, 'target')
}

export function sourceBench(vendor: PretendVendor, name: string): SourceBench {
  return named(vendor.sources, name, 'source')
}

export function targetBench(vendor: PretendVendor, name: string): TargetBench {
  return named(vendor.targets, name, 'target')
}

export function withSource(connector: Connector, name: string, change: (source: Source) => Partial<Source>): Connector {
  const source = sourceOf(connector, name)
  return { ...connector, sources: { ...connector.sources, [name]: { ...source, ...change(source) } } }
}

export function withTarget(connector: Connector, name: string, change: (target: Target) => Partial<Target>): Connector {
  const target = targetOf(connector, name)
  return { ...connector, targets: { ...connector.targets, [name]: { ...target, ...change(target) } } }
}

/** Every page from a cursor to the end of the listing, each in a session of its own and over a cursor out of JSON. */
export async function list(
  connector: Connector,
  vendor: PretendVendor,
  name: string,
  from: Json = null,
  between: (page: Page<unknown>, number: number) => void = () => {},
): Promise<{ ids: string[]; pages: { from: Json; page: Page<unknown> }[]; end: Json }> {
  const source = sourceOf(connector, name)
  const pages: { from: Json; page: Page<unknown> }[] = []
  // Each page but the last brings the listing on; a quarter of them may be spent on stepping back.
  const patience = sourceBench(vendor, name).ids().length * 2 + 200
  for (let cursor = from; ; ) {
    const page = await source.pull(session(connector, vendor), { cursor, limit: pageSize })
    assert.ok(
      page.records.length <= pageSize,
      `a page of ${page.records.length} records where ${pageSize} were asked for`,
    )
    pages.push({ from: cursor, page })
    cursor = JSON.parse(JSON.stringify(page.cursor))
    if (!page.more) return { ids: pages.flatMap((each) => each.page.records.map(source.key)), pages, end: cursor }
    assert.ok(pages.length < patience, `no end of the listing after ${pages.length} pages`)
    between(page, pages.length)
  }
}

/** The fault that an action must end in. */
export async function faultOf(action: Promise<unknown>, kind: FaultKind, when: string): Promise<Fault> {
  const ended: unknown = await action.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  assert.ok(ended !== undefined, `${when}: the connector went on as if nothing had happened`)
  assert.ok(ended instanceof Fault, `${when}: not a Fault but ${String(ended)}`)
  assert.equal(ended.kind, kind, `${when}: ${ended.message}`)
  return ended
}

export function containsAll(actual: string[], expected: string[], what: string): void {
  const seen = new Set(actual)
  const lost = expected.filter((id) => !seen.has(id))
  assert.equal(
    lost.length,
    0,
    `${what}: lost ${lost.length} of ${expected.length}, first ${lost.slice(0, 3).join(', ')}`,
  )
}

function named<T>(all: Record<string, T>, name: string, what: string): T {
  const found = all[name]
  if (found === undefined) throw new Error(`no ${what} "${name}"`)
  return found
}
