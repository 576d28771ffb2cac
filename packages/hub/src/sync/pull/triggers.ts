import { sweepOf } from '../../store/live-work.ts'
import type { OpenFlow } from '../context.ts'
import { isInterval, nextPoll } from './schedule.ts'

/** A source that a flow lists by itself, and when. The sweep counts as one. */
export interface Scheduled {
  source: string
  schedule: string
}

/** The flow's own source, and those that touch its records, by schedule or only when somebody asks for them. */
export function sourcesOf({ endpoint, definition }: Pick<OpenFlow, 'endpoint' | 'definition'>): string[] {
  return [endpoint, ...(definition.triggers.touchedBy ?? [])]
}

/** What the flow reads, in the words of the polls. */
export function readBy(flow: Pick<OpenFlow, 'endpoint' | 'definition'>): { scheduled: string[]; asked: string[] } {
  return { scheduled: scheduledSources(flow).map(({ source }) => source), asked: sourcesOf(flow) }
}

export function scheduledSources(flow: Pick<OpenFlow, 'endpoint' | 'definition'>): Scheduled[] {
  const { triggers } = flow.definition
  const listed = sourcesOf(flow).flatMap((source) => {
    const schedule = triggers.schedules?.[source] ?? triggers.poll
    return schedule === undefined ? [] : [{ source, schedule }]
  })
  return triggers.sweep === undefined ? listed : [...listed, { source: sweepOf, schedule: triggers.sweep }]
}

/** When a source is listed again; null: only by hand. */
export function nextTimeOf(flow: Pick<OpenFlow, 'endpoint' | 'definition'>, source: string, now: Date): Date | null {
  const schedule = scheduledSources(flow).find((each) => each.source === source)?.schedule ?? null
  return nextPoll(schedule, now, flow.definition.triggers.zone)
}

/** From when on the times of a schedule are hours of the day, which only it decides; undefined: it is an interval. */
export function hourFrom({ schedule }: Scheduled, now: Date): Date | undefined {
  return isInterval(schedule) ? undefined : now
}

/** What is listed every so often begins at once; what has its hour waits for it. */
export function firstTimeOf(flow: Pick<OpenFlow, 'endpoint' | 'definition'>, of: Scheduled, now: Date): Date | null {
  return isInterval(of.schedule) ? now : nextPoll(of.schedule, now, flow.definition.triggers.zone)
}
