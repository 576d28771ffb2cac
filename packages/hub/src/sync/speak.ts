import { forget } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { type LinkSide, personConnection, reserveLinkIds, selectLinkMarks } from '../store/link.ts'
import type { SyncContext } from './context.ts'
import { rulesOf } from './ingest/entity-rules.ts'
import { hashOfText } from './ingest/hash.ts'
import { weigh } from './ingest/judge.ts'
import { judgePage } from './ingest/judge-page.ts'
import { holdersOf } from './ingest/key-holders.ts'
import type { OpenRecord } from './ingest/open-record.ts'
import { emptyPlan, type Plan } from './plan.ts'

/** What a person says of a record. */
export interface Word {
  record: OpenRecord
  /** Under which it stands, where it is not one with all that people wrote into the record by hand. */
  key?: string
  says: JsonObject
  /** All that the person says from now on, given what they said before. */
  join(before: JsonObject, says: JsonObject): JsonObject
}

/** Where a person's words stand among those of the sources. */
export function personSide(workspace: number, entity: string): LinkSide {
  return { workspace, connectionId: personConnection, entity }
}

/**
 * All that a person's words would write: their contributions, folded, validated and held against the keys of others
 * like what any source says. One word a record. Reads only.
 */
export async function planWords(
  context: Pick<SyncContext, 'db' | 'workspace'>,
  side: LinkSide,
  words: readonly Word[],
  now: Date,
): Promise<Plan> {
  const { db } = context
  const rules = rulesOf(side.entity)
  const at = now.getTime()
  const links = await selectLinkMarks(db, side, words.map(keyOf))
  const linkIds = await reserveLinkIds(db, words.length - links.size)
  const cases = words.map((word) => {
    const { record, says, join } = word
    const key = keyOf(word)
    const link = links.get(key)
    const linkId = link?.id ?? linkIds.pop() ?? 0
    const before = record.contributions.get(String(linkId))
    if (before !== undefined) record.contributions.set(before.link, forget(before, says))
    const said = join(before?.data ?? {}, says)
    const text = JSON.stringify(said)
    const entry = { key, source: said, text, hash: hashOfText(text), link }
    return { entry, result: { outcome: 'mapped' as const, mapping: 'edit', data: said, children: [] }, record, linkId }
  })
  const plan = emptyPlan()
  const keys = cases.flatMap((each) => weigh({ rules, at }, each)?.keys ?? [])
  judgePage({ rules, holders: await holdersOf(context, side.entity, keys), plan, at }, cases)
  return plan
}

function keyOf({ record, key }: Word): string {
  return key ?? String(record.id)
}
