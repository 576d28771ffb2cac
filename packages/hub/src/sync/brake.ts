import type { FlowDefinition } from '@trefoil/mapping'
import { Fault } from '@trefoil/sdk'
import type { Tx } from '../db/database.ts'
import type { LinkSide } from '../store/link.ts'
import type { RunRow } from '../store/run.ts'
import { addTallies, countLinked } from '../store/run-brake.ts'
import { usualSettings } from '../store/workspace-settings.ts'
import type { Reader } from './context.ts'
import type { Plan } from './plan.ts'
import { zeroes } from './push/zeroed.ts'

/** How much a run did, or is about to do, to records that were there before it. */
export interface Tally {
  changed: number
  gone: number
  zeroed: number
}

/** Shares in percent at which a run stops and asks; 100 is never reached. */
type Limits = Record<keyof Tally, number> & { atLeast: number }

/** A run would do more than its brakes allow: it stops before writing and asks a person. */
export class BrakeError extends Error {
  override readonly name = 'BrakeError'
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

export function limitsOf({ brakes }: Pick<FlowDefinition, 'brakes'>): Limits {
  return { ...usualSettings.brakes, ...brakes }
}

/** The brake that a tally goes beyond, in words and figures; null: none. */
export function beyond(limits: Limits, tally: Tally, linked: number): Fault | null {
  for (const what of ['gone', 'zeroed', 'changed'] as const) {
    const count = tally[what]
    const share = linked === 0 ? 0 : (count / linked) * 100
    if (count < limits.atLeast || share <= limits[what]) continue
    const facts = { count, linked, percent: Math.floor(share), limit: limits[what] }
    return new Fault(
      'invalid',
      `At least ${count} of ${linked} linked records ${words[what]}: more than ${limits[what]} %. ` +
        'Nothing of this part was written. Look why, then release the run or cancel it',
      { code: codes[what], facts },
    )
  }
  return null
}

const words = {
  changed: 'would be changed',
  gone: 'would be taken for deleted',
  zeroed: 'would have their stock set to zero',
}
const codes = { changed: 'BRAKE_CHANGED', gone: 'BRAKE_DELETED', zeroed: 'BRAKE_ZEROED' }

/** Watches one run over all of its pages. What changes nothing costs nothing. */
export interface Brake {
  /** Throws BrakeError where the page would go beyond. */
  check(plan: Plan, gone: number): Promise<void>
  /** Keeps, within the page's transaction, what the run's counters do not hold. */
  keep(tx: Tx, plan: Plan, gone: number): Promise<void>
  /** The page is stored. */
  stored(plan: Plan, gone: number): void
}

export function brakeFor(
  desk: Pick<Reader, 'db'>,
  side: LinkSide,
  definition: Pick<FlowDefinition, 'brakes'>,
  run: Pick<RunRow, 'id' | 'released' | 'updated' | 'zeroed' | 'gone'>,
): Brake {
  const limits = limitsOf(definition)
  let tally: Tally = { changed: run.updated, gone: run.gone, zeroed: run.zeroed }
  let linked: number | undefined
  return {
    async check(plan, gone) {
      if (run.released) return
      const next = sumOf(tally, plan, gone)
      if (Math.max(next.changed, next.gone, next.zeroed) < limits.atLeast || !isMore(next, tally)) return
      // As many as there were before the run: what it took for deleted so far is counted no more.
      linked ??= (await countLinked(desk.db, side)) + tally.gone
      const fault = beyond(limits, next, linked)
      if (fault !== null) throw new BrakeError(fault)
    },
    async keep(tx, plan, gone) {
      const zeroed = zeroedBy(plan)
      if (zeroed + gone > 0) await addTallies(tx, side.workspace, run.id, { zeroed, gone })
    },
    stored(plan, gone) {
      tally = sumOf(tally, plan, gone)
    },
  }
}

function sumOf(tally: Tally, plan: Plan, gone: number): Tally {
  const { changed, zeroed } = tally
  return { changed: changed + plan.counts.updated, gone: tally.gone + gone, zeroed: zeroed + zeroedBy(plan) }
}

function isMore(next: Tally, tally: Tally): boolean {
  return next.changed > tally.changed || next.gone > tally.gone || next.zeroed > tally.zeroed
}

function zeroedBy(plan: Plan): number {
  return plan.changes.filter(({ patch }) => patch !== null && zeroes(patch)).length
}
