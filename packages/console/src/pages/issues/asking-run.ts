import type { Schemas } from '../../api.ts'

/** The run that stopped at its brakes and asks, where an issue is about one. */
export function askingRun({ shape, facts }: Schemas['Issue']): string | null {
  const run = shape === 'run' ? facts?.run : undefined
  return typeof run === 'number' ? String(run) : null
}
