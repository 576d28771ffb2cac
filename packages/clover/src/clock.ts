/** What a client asks of the world beside Clover. Tests bring a world of their own. */
export interface World {
  /** Unix milliseconds. */
  now(): number
  /** From 0 up to, but not, 1. */
  random(): number
  /** Resolves after so many milliseconds; rejects with the signal's reason where that comes first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export const machine: World = {
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}
