import { type Clock, systemClock } from '../../packages/hub/src/clock.ts'

/** A clock on which a minute passes in a second: waits are as long as ever, and nobody sits through them. */
export function quickClock(times = 60): Clock {
  const began = systemClock.now().getTime()
  const ticks = () => systemClock.ticks() * times
  const start = ticks()
  return {
    ...systemClock,
    ticks,
    now: () => new Date(began + ticks() - start),
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  }
}
