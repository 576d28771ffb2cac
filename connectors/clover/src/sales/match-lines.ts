import type { PlannedLine } from './plan-lines.ts'

/** A line as it stands at the till. */
export interface HeldLine extends PlannedLine {
  id: string
}

export interface LineMatch {
  missing: PlannedLine[]
  /** Lines that stand there without their discount. */
  undiscounted: { id: string; off: number }[]
  /** Lines that nobody here wants: somebody at the till made or changed them. */
  foreign: HeldLine[]
}

/**
 * Tells what of the wanted lines is there already, each counted once. Lines have no mark of ours, so they are told by
 * what they are; and Clover copies an item's name, so an item is told by its id.
 */
export function matchLines(wanted: readonly PlannedLine[], held: readonly HeldLine[]): LineMatch {
  const left = Map.groupBy(held, (line) => keyOf(line, line.off))
  const take = (line: PlannedLine, off: number) => left.get(keyOf(line, off))?.shift()
  const match: LineMatch = { missing: [], undiscounted: [], foreign: [] }
  for (const line of wanted.filter((each) => take(each, each.off) === undefined)) {
    const plain = line.off === 0 ? undefined : take(line, 0)
    if (plain === undefined) match.missing.push(line)
    else match.undiscounted.push({ id: plain.id, off: line.off })
  }
  match.foreign = [...left.values()].flat()
  return match
}

function keyOf({ name, price, itemId, note }: PlannedLine, off: number): string {
  return JSON.stringify([itemId ?? name, price, note ?? '', off])
}
