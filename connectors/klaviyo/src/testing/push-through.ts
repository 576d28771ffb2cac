import type { Outcome, Session, Target, Write } from '@trefoil/sdk'

/** A write of a record that is not linked, or of one that is. */
export function write(data: object, id: string | null = null): Write {
  return { id, data, idempotencyKey: JSON.stringify([id, data]) }
}

/** Upserts, lets the vendor do its work, and settles every receipt: the final outcomes, one per write. */
export async function pushThrough(
  target: Target,
  session: Session,
  writes: Write[],
  vendorWorks: () => void,
): Promise<Outcome[]> {
  const outcomes = [...(await target.upsert(session, writes))]
  const waiting = Map.groupBy(outcomes.entries(), ([, outcome]) =>
    outcome.status === 'accepted' ? JSON.stringify(outcome.receipt) : '',
  )
  waiting.delete('')
  for (const [receipt, group] of waiting) {
    vendorWorks()
    const places = group.map(([place]) => place)
    const settled = await target.settle?.(
      session,
      JSON.parse(receipt),
      places.flatMap((place) => writes.slice(place, place + 1)),
    )
    if (settled === undefined || settled === 'pending')
      throw new Error('the vendor has worked, and the receipt is still open')
    for (const [at, place] of places.entries()) {
      const outcome = settled[at]
      if (outcome !== undefined) outcomes[place] = outcome
    }
  }
  return outcomes
}
