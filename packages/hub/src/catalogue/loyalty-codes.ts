import type { Entry } from './entry.ts'

/** What loyalty cannot reckon by itself. */
export const loyaltyCodes = {
  UNMAPPED_STORE: {
    arises: 'loyalty',
    title: 'Unmapped Store',
    description: 'Orders come from a place that no store of yours has, so they count for none.',
    resolution:
      'Map the key to its store: in the console under Loyalty, Stores; or `trefoil store map "<store>" <connection> <key>`. This closes by itself then.',
  },
} as const satisfies Record<string, Entry>
