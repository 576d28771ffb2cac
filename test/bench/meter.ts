/** What a job cost. CPU is that of this process with its threads: a PostgreSQL server is not in it. */
export interface Figures {
  records: number
  seconds: number
  perSecond: number
  cpuMicroseconds: number
  peakMegabytes: number
}

export async function meter(records: number, job: () => Promise<void>): Promise<Figures> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await job()
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  return {
    records,
    seconds,
    perSecond: records / seconds,
    cpuMicroseconds: (user + system) / records,
    peakMegabytes: process.resourceUsage().maxRSS / 1_024,
  }
}
