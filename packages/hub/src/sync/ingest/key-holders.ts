import type { RecordKey } from '@trefoil/mapping'
import { selectKeyHolders } from '../../store/record-key.ts'
import type { SyncContext } from '../context.ts'
import { keyName } from './entity-rules.ts'
import { type Bench, type Case, weigh } from './judge.ts'

/** Who has these keys, by the key's name: one statement for all keys of a kind. */
export async function holdersOf(
  { db, workspace }: Pick<SyncContext, 'db' | 'workspace'>,
  entity: string,
  keys: readonly RecordKey[],
): Promise<Map<string, number>> {
  const byName = Map.groupBy(keys, (key) => key.name)
  const rows = await Promise.all(
    [...byName].map(([name, some]) =>
      selectKeyHolders(db, workspace, entity, { name, values: some.map((key) => key.value) }),
    ),
  )
  return new Map(rows.flat().map((row) => [keyName(row), row.record_id]))
}

/**
 * The keys of records of which more is said than what the page says: what one source no longer says comes out from
 * behind with the value of another, and a key of two fields may have one from each.
 */
export function foldedKeys(bench: Pick<Bench, 'rules' | 'at'>, cases: readonly Case[]): RecordKey[] {
  const isShared = Map.groupBy(cases, ({ record }) => record.id)
  return cases.flatMap((of) => {
    const { record, linkId } = of
    const others = record.contributions.size - (record.contributions.has(String(linkId)) ? 1 : 0)
    const beside = isShared.get(record.id)?.filter((each) => each !== of) ?? []
    if (others === 0 && beside.length === 0) return []
    const alone = weigh(bench, of)
    if (alone === null) return []
    if (beside.length === 0) return alone.keys
    // With what the page says of the record elsewhere as well, each of which may be refused.
    const all = new Map(record.contributions)
    for (const each of beside) {
      const said = weigh(bench, each)?.contribution
      if (said !== undefined) all.set(said.link, said)
    }
    const together = weigh(bench, { ...of, record: { ...record, contributions: all } })
    return [...alone.keys, ...(together?.keys ?? [])]
  })
}
