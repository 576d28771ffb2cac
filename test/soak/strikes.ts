import type { Fault } from '@trefoil/simulators'
import type { Town } from '../crash/town.ts'

/** Faults that strike a share of all calls, one after the other. */
export interface Strikes {
  /** Lays out as many as the calls since then ask for. */
  lay(): void
  end(): void
  struck(): number
  calls(): number
}

/** Those that pass without a person; what needs one has its own tests. */
const passing: Omit<Fault, 'match'>[] = [
  { kind: 'status', status: 500 },
  { kind: 'reset-after-commit' },
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'reset' },
  { kind: 'truncate' },
  { kind: 'html', status: 502 },
  { kind: 'status', status: 503 },
  { kind: 'slow', delay: 1_000 },
]

export function strikes({ clover, klaviyo }: Town, percent: number): Strikes {
  const vendors = [clover, klaviyo]
  const first = vendors.map((vendor) => vendor.requests().at(-1)?.n ?? 0)
  let laid = 0
  const counts = { struck: 0, calls: 0 }
  const seen = [...first]
  const look = () => {
    for (const [index, vendor] of vendors.entries()) {
      const lines = vendor.requests().filter(({ n }) => n > (seen[index] ?? 0))
      counts.calls += lines.length
      counts.struck += lines.filter(({ fault }) => fault !== undefined).length
      seen[index] = lines.at(-1)?.n ?? seen[index] ?? 0
    }
  }
  return {
    lay: () => {
      look()
      for (; laid < (counts.calls * percent) / 100; laid += 1) {
        const fault = passing[laid % passing.length]
        if (fault !== undefined) vendors[laid % vendors.length]?.faults.add({ ...fault, after: laid % 3 })
      }
    },
    end: () => {
      look()
      for (const { faults } of vendors) faults.clear()
    },
    struck: () => counts.struck,
    calls: () => counts.calls,
  }
}
