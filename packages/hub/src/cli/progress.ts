import { note } from './print.ts'

const lineEvery = 5_000

/** How many are done, and, where that became clear only now, of how many; or, while there is nothing to count, why. */
type Tell = (count: number, of?: number, why?: string) => void

/** Shows how far long work is: a bar on a terminal, a line now and then elsewhere. */
export async function openProgress<T>(
  title: string,
  expected: number | null,
  work: (tell: Tell) => Promise<T>,
): Promise<T> {
  const isWide = process.stderr.isTTY && process.stderr.columns >= 40
  return isWide ? onTerminal(title, expected, work) : inLines(title, expected, work)
}

async function onTerminal<T>(title: string, expected: number | null, work: (tell: Tell) => Promise<T>): Promise<T> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2')
  const began = performance.now()
  const done: T[] = []
  const tasks = new Listr(
    [
      {
        title,
        task: async (_context, task) => {
          const tell: Tell = (count, of, why) => {
            task.output = why ?? progressInWords(count, of ?? expected, performance.now() - began)
          }
          done.push(await work(tell))
          task.title = `${title}: done in ${seconds(performance.now() - began)}`
        },
      },
    ],
    // stdout is for data.
    {
      rendererOptions: {
        logger: new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(process.stderr, process.stderr) }),
      },
    },
  )
  await tasks.run()
  const [result] = done
  if (result === undefined) throw new Error(`${title} ended without a result`)
  return result
}

async function inLines<T>(title: string, expected: number | null, work: (tell: Tell) => Promise<T>): Promise<T> {
  const began = performance.now()
  let spoken = began
  return work((count, of, why) => {
    const now = performance.now()
    if (now - spoken < lineEvery) return
    spoken = now
    note(`${title}: ${why ?? progressInWords(count, of ?? expected, now - began)}`)
  })
}

/** `[####------]  4,000 of 10,000, 2,000/s, 3 s left`. */
export function progressInWords(count: number, expected: number | null, ms: number): string {
  const rate = ms > 0 ? (count / ms) * 1_000 : 0
  const parts = [`${count.toLocaleString('en')}${expected === null ? '' : ` of ${expected.toLocaleString('en')}`}`]
  if (rate >= 1) parts.push(`${Math.round(rate).toLocaleString('en')}/s`)
  if (expected !== null && rate >= 1 && count < expected)
    parts.push(`${seconds(((expected - count) / rate) * 1_000)} left`)
  const words = parts.join(', ')
  if (expected === null || expected === 0) return words
  const filled = Math.min(20, Math.round((count / expected) * 20))
  return `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}] ${words}`
}

function seconds(ms: number): string {
  const whole = Math.max(1, Math.round(ms / 1_000))
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`
}
