/** One piece of work, done by two engines in turns, so that whatever else the machine does falls on both. */
export interface Contender {
  name: string
  /** Does the work once for each record and tells how many results held something, so that no engine may skip it. */
  round(): number
}

export interface Pace {
  name: string
  /** Of one core: the CPU time of the whole process, garbage collection included, not the time on the wall. */
  perSecond: number
}

const warmUpMs = 1_000
const rounds = 7
const roundMs = 400

/** The median round of each. */
export function pace(contenders: readonly Contender[], recordsPerRound: number): Pace[] {
  for (const { round } of contenders) run(round, warmUpMs)
  const measured = contenders.map(({ name }) => ({ name, rates: [] as number[] }))
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const [index, { round }] of contenders.entries()) {
      const { times, cpuSeconds } = run(round, roundMs)
      measured[index]?.rates.push((times * recordsPerRound) / cpuSeconds)
    }
  }
  return measured.map(({ name, rates }) => ({ name, perSecond: median(rates) }))
}

function run(round: () => number, milliseconds: number): { times: number; cpuSeconds: number } {
  const cpu = process.cpuUsage()
  const end = performance.now() + milliseconds
  let times = 0
  do {
    if (round() === 0) throw new Error('The work gave nothing')
    times += 1
  } while (performance.now() < end)
  const { user, system } = process.cpuUsage(cpu)
  return { times, cpuSeconds: (user + system) / 1e6 }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
