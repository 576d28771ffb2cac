import { strict as assert } from 'node:assert'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { Fault } from '../fault.ts'
import { type Demand, faultOf, session } from './demand.ts'
import type { PretendVendor } from './pretend-vendor.ts'

/** What the connection check has to keep. */
export function connectionDemands(original: Connector, vendor: PretendVendor): Demand[] {
  const report = { account: '?', label: '?', permissions: {} }
  return [
    {
      name: 'check names the account and finds every permission that sources and targets need',
      async of(connector) {
        const found = await connector.check(session(connector, vendor))
        assert.notEqual(found.account, '')
        assert.notEqual(found.label, '')
        const missing = needsOf(connector).filter((permission) => found.permissions[permission] !== 'granted')
        assert.deepEqual(missing, [], 'needed, and not found to be granted')
      },
      saboteur: (connector) => ({ ...connector, check: async () => ({ ...report, label: '' }) }),
    },
    {
      name: "check ends as 'credentials' where they are worth nothing",
      async of(connector) {
        const opened = session(connector, vendor, vendor.wrongCredentials)
        await faultOf(connector.check(opened), 'credentials', 'check')
      },
      saboteur: (connector) => ({ ...connector, check: async () => report }),
    },
    ...(needsOf(original).length === 0 ? [] : [permissionDemand(vendor)]),
    {
      name: "check ends as 'unavailable' where the vendor is down, and blames no credentials",
      async of(connector) {
        vendor.breakWith({ kind: 'status', status: 503, body: '<html>down</html>' })
        await faultOf(connector.check(session(connector, vendor)), 'unavailable', 'check')
      },
      saboteur: (connector) => ({
        ...connector,
        check: (opened) =>
          connector.check(opened).catch((cause: unknown) => {
            throw new Fault('credentials', 'check your token', { cause })
          }),
      }),
    },
    {
      name: 'each secret among the credentials is marked as one, and the forms can be drawn',
      async of(connector) {
        z.toJSONSchema(connector.settings, { io: 'input' })
        const form = z.toJSONSchema(connector.credentials, { io: 'input' })
        const fields = Object.entries(Object(vendor.credentials)).filter(([, value]) => isSecret(vendor, value))
        assert.notEqual(fields.length, 0, 'no field of the credentials holds one of the secrets')
        for (const [field] of fields)
          assert.equal(Object(form.properties?.[field]).secret, true, `${field} is not marked`)
      },
      saboteur: (connector) => ({ ...connector, credentials: z.record(z.string(), z.string()) }),
    },
  ]
}

/** Of a vendor that lets people grant permissions at all. */
function permissionDemand(vendor: PretendVendor): Demand {
  return {
    name: "check says 'missing' of each permission that was taken away, and of no other",
    async of(connector) {
      for (const permission of needsOf(connector)) {
        vendor.revoke(permission)
        const { permissions } = await connector.check(session(connector, vendor))
        const missing = needsOf(connector).filter((each) => permissions[each] === 'missing')
        const gone = [permission, ...(vendor.goesWith?.(permission) ?? [])]
        assert.deepEqual(missing.toSorted(), gone.toSorted())
        vendor.mend()
      }
    },
    saboteur: (connector) => ({
      ...connector,
      async check(opened) {
        const found = await connector.check(opened)
        return { ...found, permissions: Object.fromEntries(needsOf(connector).map((each) => [each, 'granted'])) }
      },
    }),
  }
}

function needsOf(connector: Connector): string[] {
  const all = [...Object.values(connector.sources), ...Object.values(connector.targets)]
  return [...new Set(all.flatMap(({ needs }) => needs))]
}

function isSecret(vendor: PretendVendor, value: unknown): boolean {
  return vendor.secrets.some((secret) => secret === value)
}
