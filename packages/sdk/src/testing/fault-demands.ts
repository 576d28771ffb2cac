import { strict as assert } from 'node:assert'
import { Fault, type FaultKind } from '../fault.ts'
import type { Json } from '../json.ts'
import type { Source } from '../source.ts'
import {
  containsAll,
  faultOf,
  list,
  pageSize,
  type SourceDemand,
  session,
  sourceBench,
  sourceOf,
  withSource,
} from './demand.ts'
import type { PretendVendor, VendorFault } from './pretend-vendor.ts'

const troubles: [when: string, fault: VendorFault, kind: FaultKind][] = [
  ['a 429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'throttled'],
  ['a 500', { kind: 'status', status: 500, body: '{"message":"boom"}' }, 'unavailable'],
  ['a 503 with a page of HTML', { kind: 'status', status: 503, body: '<html>down</html>' }, 'unavailable'],
  ['a cut connection', { kind: 'cut' }, 'unavailable'],
  ['a connection cut within the body', { kind: 'half' }, 'unavailable'],
  ['a body that is no JSON', { kind: 'html' }, 'protocol'],
  ['JSON that is not what the vendor promises', { kind: 'status', status: 200, body: '{"surprise":[1]}' }, 'protocol'],
]

const wire: SourceDemand = (name, _, vendor) =>
  troubles.map(([when, fault, kind]) => ({
    name: `${name}: ${when} stops a page as '${kind}', and the same cursor goes on afterwards`,
    async of(connector) {
      const { pages } = await list(connector, vendor, name)
      const middle = pages[Math.floor(pages.length / 2)]?.from ?? null
      const source = sourceOf(connector, name)
      vendor.breakWith(fault)
      await faultOf(source.pull(session(connector, vendor), { cursor: middle, limit: pageSize }), kind, when)
      vendor.mend()
      const seen = pages.slice(0, Math.floor(pages.length / 2)).flatMap(({ page }) => page.records.map(source.key))
      const rest = await list(connector, vendor, name, middle)
      containsAll([...seen, ...rest.ids], sourceBench(vendor, name).ids(), 'the listing that was interrupted')
    },
    saboteur: (connector) => withSource(connector, name, (source) => swallowing(source, [kind])),
  }))

const credentials: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: wrong credentials stop a page as 'credentials'`,
    async of(connector) {
      const opened = session(connector, vendor, vendor.wrongCredentials)
      await faultOf(sourceOf(connector, name).pull(opened, { cursor: null, limit: pageSize }), 'credentials', 'a pull')
    },
    saboteur: (connector) => withSource(connector, name, (source) => swallowing(source, ['credentials'])),
  },
]

const permissions: SourceDemand = (name, original, vendor) =>
  sourceOf(original, name).needs.map((permission) => ({
    name: `${name}: without ${permission} a page stops as 'permission' and names it`,
    async of(connector) {
      vendor.revoke(permission)
      const pulled = sourceOf(connector, name).pull(session(connector, vendor), { cursor: null, limit: pageSize })
      const fault = await faultOf(pulled, 'permission', `a pull without ${permission}`)
      assert.ok(fault.message.includes(permission), `the message does not name ${permission}: ${fault.message}`)
    },
    saboteur: (connector) => withSource(connector, name, (source) => swallowing(source, ['permission'])),
  }))

const secrets: SourceDemand = (name, _, vendor) => [
  {
    name: `${name}: no secret gets into a log or a fault, even where the vendor repeats it`,
    async of(connector) {
      const written: unknown[] = []
      const note = (event: string, fields?: Json) => void written.push(event, fields)
      for (const status of [200, 400, 401, 403, 404, 429, 500]) {
        vendor.breakWith(echo(vendor, status))
        const opened = { ...session(connector, vendor), log: { debug: note, info: note, warn: note } }
        const pulled = sourceOf(connector, name).pull(opened, { cursor: null, limit: pageSize })
        written.push(await pulled.then(() => 'a page', spread))
        written.push(await connector.check(opened).then(() => 'a report', spread))
        vendor.mend()
      }
      const text = JSON.stringify(written)
      for (const secret of vendor.secrets) assert.ok(!text.includes(secret), 'a secret stands in a log or a fault')
    },
    saboteur: (connector) =>
      withSource(connector, name, ({ pull }) => ({
        pull: (opened, from) =>
          pull(opened, from).catch((cause: unknown) => {
            opened.log.warn('pull.failed', { credentials: JSON.stringify(opened.credentials) })
            throw cause
          }),
      })),
  },
]

/** What every source has to do when the world is not as it should be. */
export const faultDemands = [credentials, permissions, wire, secrets]

/** Takes trouble for the end of the listing: the most expensive way to be wrong. */
function swallowing({ pull }: Source, kinds: FaultKind[]): Partial<Source> {
  return {
    pull: (opened, from) =>
      pull(opened, from).catch((cause: unknown) => {
        if (!(cause instanceof Fault) || !kinds.includes(cause.kind)) throw cause
        return { records: [], gone: [], cursor: from.cursor, more: false }
      }),
  }
}

function echo(vendor: PretendVendor, status: number): VendorFault {
  const said = `you sent ${vendor.secrets.join(' and ')}`
  const body = { message: said, error: said, errors: [{ title: said, detail: said, code: said }], details: said }
  return { kind: 'status', status, headers: { 'x-echo': 'yes' }, body: JSON.stringify(body) }
}

/** An error with all that JSON would leave out. */
function spread(ended: unknown): unknown {
  if (!(ended instanceof Error)) return ended
  const details = ended instanceof Fault ? ended.details : undefined
  return { message: ended.message, stack: ended.stack, details, cause: spread(ended.cause) }
}
