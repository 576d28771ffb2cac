/** A look-up that formulas may call: declared by name, answered outside. */
export interface LookupSignature {
  readonly name: string
  readonly params: readonly { name: string; type: 'text' | 'whole' | 'any'; optional?: boolean }[]
  readonly says?: string
}

/** Those that the hub itself answers in every flow. */
export const hubLookups: readonly LookupSignature[] = [
  {
    name: 'GetExternalIdAsync',
    says: "The id that a connected system has for one of the hub's records; null when there is none. A system is a connection, by its number or its name; this one unless told.",
    params: [
      { name: 'id', type: 'any' },
      { name: 'entity', type: 'text', optional: true },
      { name: 'systemId', type: 'any', optional: true },
    ],
  },
  {
    name: 'GetInternalIdAsync',
    says: "The hub's id for a record of a connected system; null when there is none. A system is a connection, by its number or its name; this one unless told.",
    params: [
      { name: 'externalId', type: 'any' },
      { name: 'entity', type: 'text', optional: true },
      { name: 'systemId', type: 'any', optional: true },
    ],
  },
  {
    name: 'GetConsentAsync',
    says: "Where a customer stands on 'email' or 'sms', by the hub's ledger: 'given', 'withdrawn', or null where nothing is known.",
    params: [
      { name: 'id', type: 'any' },
      { name: 'channel', type: 'text' },
    ],
  },
]
