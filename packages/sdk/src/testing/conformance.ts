import { AssertionError } from 'node:assert'
import type { Connector } from '../connector.ts'
import { connectionDemands } from './connection-demands.ts'
import { cursorDemands } from './cursor-demands.ts'
import type { Demand } from './demand.ts'
import { faultDemands } from './fault-demands.ts'
import { listingDemands } from './listing-demands.ts'
import type { PretendVendor } from './pretend-vendor.ts'
import { targetDemands } from './target-demands.ts'
import { webhookDemands } from './webhook-demands.ts'

/** One thing that every connector has to do. Run `holds` as a test, and `saboteurIsCaught` as another. */
export interface Check {
  /** A sentence that can be false. */
  name: string
  /** Rejects where the connector does not keep it. */
  holds(): Promise<void>
  /** The same, on the connector broken in just this way: rejects where the check does not notice. */
  saboteurIsCaught(): Promise<void>
}

/** The contract as a list of checks, for any test runner. They change the vendor's records: run them one by one. */
export function conformance(connector: Connector, vendor: PretendVendor): Check[] {
  const demands = [
    ...connectionDemands(connector, vendor),
    ...webhookDemands(connector, vendor),
    ...Object.keys(connector.sources).flatMap((source) =>
      [...listingDemands, ...cursorDemands, ...faultDemands].flatMap((make) => make(source, connector, vendor)),
    ),
    ...Object.keys(connector.targets).flatMap((target) =>
      targetDemands.flatMap((make) => make(target, connector, vendor)),
    ),
  ]
  return demands.map((demand) => toCheck(demand, connector, vendor))
}

function toCheck(demand: Demand, connector: Connector, vendor: PretendVendor): Check {
  const run = async (candidate: Connector) => {
    try {
      await demand.of(candidate)
    } finally {
      vendor.mend()
    }
  }
  return {
    name: demand.name,
    holds: () => run(connector),
    async saboteurIsCaught() {
      const complaint = await run(demand.saboteur(connector)).then(
        () => undefined,
        (cause: unknown) => cause,
      )
      if (complaint instanceof AssertionError) return
      throw new Error(`the check "${demand.name}" did not notice a connector that is broken in just this way`, {
        cause: complaint,
      })
    },
  }
}
