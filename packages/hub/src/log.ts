import pino, { type DestinationStream } from 'pino'
import { withoutSecrets } from './redact.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** An event name and fields, one line per outcome. Secrets and personal data never reach the line: see `redact.ts`. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** The same log, with these fields on every line. */
  with(fields: LogFields): Log
}

export type LogFields = Record<string, unknown>

/** JSON lines: `{"time":"…","level":"info","event":"push.done","flow":"…"}`, to stderr unless told otherwise. */
export function openLog(options: { level: LogLevel; to?: DestinationStream; now?: () => Date }): Log {
  const { now } = options
  const lines = pino(
    {
      level: options.level,
      base: null,
      messageKey: 'event',
      timestamp: now === undefined ? pino.stdTimeFunctions.isoTime : () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    // Written at once: the last lines before a crash are the ones that matter.
    options.to ?? pino.destination({ dest: 2, sync: true }),
  )
  return logOver(lines, {})
}

function logOver(lines: pino.Logger, always: LogFields): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    if (lines.isLevelEnabled(level)) lines[level](withoutSecrets({ ...always, ...fields }), event)
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (fields) => logOver(lines, { ...always, ...fields }),
  }
}
