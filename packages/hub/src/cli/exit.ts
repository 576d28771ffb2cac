/** What the exit code of a command means. Scripts lean on these: they do not change. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  denied: 4,
  notFound: 5,
  conflict: 6,
  partial: 7,
  checkFailed: 8,
  unreachable: 69,
  locked: 75,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The end of a command that did not go well: one paragraph that says what was tried, on what, and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: ExitCode
  /** What `--json` prints besides. */
  readonly facts: Record<string, unknown>

  constructor(exitCode: ExitCode, message: string, facts: Record<string, unknown> = {}) {
    super(message)
    this.exitCode = exitCode
    this.facts = facts
  }
}
