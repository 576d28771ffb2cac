import { setTimeout as pause } from 'node:timers/promises'

/** What keeps a process alive and is somebody's to stop. Idle connections of `fetch` do not count: they keep nothing. */
const watched = new Set(['Timeout', 'TCPServerWrap', 'TCPSocketWrap', 'PipeWrap', 'ProcessWrap'])

// The other side of a connection and a child's exit take a moment, and the test runner has a short timer of its own.
const enough = 10_000
const step = 10

/** What runs now and belongs to nobody's test. Timers are never among it: the runner's end by themselves. */
export function runningNow(): string[] {
  return process.getActiveResourcesInfo().filter((resource) => watched.has(resource) && resource !== 'Timeout')
}

/** The resources that were not there before and do not go away by themselves. */
export async function leftRunning(before: string[], patience = enough): Promise<string[]> {
  for (let waited = 0; ; waited += step) {
    // This function's own timer is not running while it looks.
    const left = beyond(process.getActiveResourcesInfo(), before)
    if (left.length === 0 || waited >= patience) return left
    await pause(step)
  }
}

function beyond(now: string[], before: string[]): string[] {
  const known = [...before]
  return now.filter((resource) => {
    if (!watched.has(resource)) return false
    const at = known.indexOf(resource)
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}
