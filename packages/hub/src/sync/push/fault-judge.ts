import type { Fault, JsonObject } from '@trefoil/sdk'
import type { DueDelivery } from '../../store/delivery.ts'
import { consequenceOf, type FaultRow, faultRow, mostAttempts, nextTry } from '../consequences.ts'
import type { Ending } from './sending.ts'

/** What follows from the faults of a round. */
export interface Judged {
  held: { record_id: number; version: number; run_id: number | null; fault: JsonObject }[]
  retry: { record_id: number; attempts: number; due_at: Date; fault: FaultRow }[]
  /** Creations that may have happened, or happened by half: they are finished at the next try. */
  begun: number[]
  /** Destination ids that lead nowhere. */
  forget: string[]
  /** Records that have to be at the destination before others can. */
  awaited: number[]
  /** Deliveries that ended for good, with the outcome they count as. */
  ended: { delivery: DueDelivery; outcome: 'held' | 'error'; fault: FaultRow }[]
  stops: { what: 'connection' | 'flow'; fault: Fault } | null
}

/** A link that leads nowhere is resolved anew this often before a person is asked. */
const mostRelinks = 3

export function judgeFaults(endings: Ending[], now: Date, random: () => number): Judged {
  const judged: Judged = { held: [], retry: [], begun: [], forget: [], awaited: [], ended: [], stops: null }
  for (const ending of endings) {
    const { delivery } = ending
    if (ending.outcome === 'error') hold(judged, delivery, { code: ending.reason.code, message: ending.reason.message })
    else if (ending.outcome === 'fault') {
      judgeFault(judged, delivery, ending.fault, { now, random })
      if (ending.begun) judged.begun.push(delivery.record_id)
    }
  }
  return judged
}

function judgeFault(
  judged: Judged,
  delivery: DueDelivery,
  fault: Fault,
  chance: { now: Date; random: () => number },
): void {
  const later = (attempts: number, dueAt: Date) =>
    judged.retry.push({ record_id: delivery.record_id, attempts, due_at: dueAt, fault: faultRow(fault) })
  const tries = delivery.attempts + 1
  switch (consequenceOf(fault)) {
    case 'error':
      end(judged, delivery, 'error', fault)
      return
    case 'hold':
      end(judged, delivery, 'held', fault)
      return
    case 'wait':
      later(delivery.attempts, nextTry(fault, 0, chance.now, chance.random))
      return
    case 'retry':
      judged.awaited.push(...(fault.details.awaits ?? []))
      if (tries >= mostAttempts) end(judged, delivery, 'error', fault)
      else later(tries, nextTry(fault, delivery.attempts, chance.now, chance.random))
      return
    case 'relink':
      if (tries > mostRelinks) {
        end(judged, delivery, 'error', fault)
        return
      }
      if (delivery.external_id !== null) judged.forget.push(delivery.external_id)
      later(tries, chance.now)
      return
    case 'stop_connection':
      judged.stops = { what: 'connection', fault }
      return
    case 'stop_flow':
      judged.stops ??= { what: 'flow', fault }
      return
  }
}

function end(judged: Judged, delivery: DueDelivery, outcome: 'held' | 'error', fault: Fault): void {
  const row = faultRow(fault)
  hold(judged, delivery, row)
  judged.ended.push({ delivery, outcome, fault: row })
}

function hold(judged: Judged, delivery: DueDelivery, fault: JsonObject): void {
  const { record_id, version, run_id } = delivery
  judged.held.push({ record_id, version, run_id, fault })
}
