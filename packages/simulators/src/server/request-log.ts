import type { FaultKind } from './faults.ts'

/** One request as it was answered. */
export interface RequestLine {
  n: number
  at: string
  method: string
  /** Path and query. */
  path: string
  /** What was sent back; 0 when the reply never left. */
  status: number
  fault?: FaultKind
}

/** The last requests, oldest first. */
export interface RequestLog {
  record(line: Omit<RequestLine, 'n' | 'at'>): void
  lines(): RequestLine[]
}

/** A benchmark sends requests for hours: the log forgets the oldest half when it is full. */
const capacity = 50_000

export function createRequestLog(now: () => Date): RequestLog {
  const lines: RequestLine[] = []
  let count = 0
  return {
    record: (line) => {
      count += 1
      if (lines.length >= capacity) lines.splice(0, capacity / 2)
      lines.push({ n: count, at: now().toISOString(), ...line })
    },
    lines: () => [...lines],
  }
}
