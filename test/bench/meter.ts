import { cpuOf } from './cpu-of.ts'

/** What a job cost. */
export interface Figures {
  records: number
  seconds: number
  perSecond: number
  /** Of this process with its threads. */
  cpuMicroseconds: number
  /** Of each process beside it, by its name. */
  beside: Record<string, number | null>
  peakMegabytes: number
}

/** Measures a job, and what it makes other processes do. */
export async function meter(
  records: number,
  job: () => Promise<void>,
  processes: Record<string, number> = {},
): Promise<Figures> {
  const before = Object.entries(processes).map(([name, pid]) => ({ name, pid, at: cpuOf(pid) }))
  const cpu = process.cpuUsage()
  const start = performance.now()
  await job()
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const beside = before.map(({ name, pid, at }) => {
    const now = cpuOf(pid)
    return [name, now === null || at === null ? null : ((now - at) * 1e6) / records]
  })
  return {
    records,
    seconds,
    perSecond: records / seconds,
    cpuMicroseconds: (user + system) / records,
    beside: Object.fromEntries(beside),
    peakMegabytes: process.resourceUsage().maxRSS / 1_024,
  }
}
