import type { ConsentChannel, JsonObject, Source } from '@trefoil/sdk'
import { type NewConsent, selectConsentSums } from '../store/consent.ts'
import { entryOf, noSums, type Sums, standingOf, withEntry } from './consent.ts'
import type { Reader } from './context.ts'

/** What a page's records say of consent, held against the ledger. */
export interface ConsentDesk {
  entries: NewConsent[]
  /** Enters what the source record says of the record's person; true: they stand elsewhere now. */
  hear(said: { source: JsonObject; key: string; recordId: number }): boolean
}

/** Null: the source says nothing of consent, which costs nothing. Else one statement for the page. */
export async function openConsentDesk(
  reader: Reader,
  of: { source: Source; connectionId: number },
  recordIds: number[],
): Promise<ConsentDesk | null> {
  const { source, connectionId } = of
  if (source.consent === undefined) return null
  const now = reader.clock.now()
  const known = new Map<string, Sums>()
  const nameOf = (recordId: number, channel: ConsentChannel) => `${recordId} ${channel}`
  for (const sums of await selectConsentSums(reader.db, reader.workspace, recordIds)) {
    known.set(nameOf(sums.record_id, sums.channel), sums)
  }
  const entries: NewConsent[] = []
  return {
    entries,
    hear({ source: record, key, recordId }) {
      let moved = false
      for (const statement of source.consent?.(record) ?? []) {
        const entry = entryOf(statement, now)
        const name = nameOf(recordId, entry.channel)
        const before = known.get(name) ?? noSums
        const after = withEntry(before, entry)
        known.set(name, after)
        entries.push({ ...entry, record_id: recordId, connection_id: connectionId, external_id: key })
        if (standingOf(after).state !== standingOf(before).state) moved = true
      }
      return moved
    },
  }
}
