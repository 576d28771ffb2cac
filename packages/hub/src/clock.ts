import { randomFillSync } from 'node:crypto'

/** Time, chance and ids, handed to whatever needs them, so that any run can be run again. */
export interface Clock {
  now(): Date
  /** Milliseconds since some start that never jump, for measuring how long a thing took or must wait. */
  ticks(): number
  /** At least 0, less than 1. Not for secrets. */
  random(): number
  /** Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** A UUID that sorts by the time of its making. */
  newId(): string
}

export const systemClock: Clock = {
  now: () => new Date(),
  ticks: () => performance.now(),
  random: () => Math.random(),
  sleep: sleepOnTimer,
  newId: () => uuidSortedByTime(Date.now(), randomFillSync(new Uint8Array(16))),
}

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function uuidSortedByTime(ms: number, bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16)
  view.setUint16(0, Math.floor(ms / 2 ** 32))
  view.setUint32(2, ms % 2 ** 32)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

// A timer of Node's holds 31 bits of milliseconds and fires at once when given more.
const longestTimer = 2 ** 31 - 1

async function sleepOnTimer(ms: number, signal?: AbortSignal): Promise<void> {
  for (let left = ms; left > 0; left -= longestTimer) await timer(Math.min(left, longestTimer), signal)
  signal?.throwIfAborted()
}

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(id)
      reject(signal?.reason)
    }
    const id = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
