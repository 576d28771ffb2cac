import { type Clock, systemClock } from '../../packages/hub/src/clock.ts'

/** The real clock, but for the date: a test lets a quarter of an hour pass without waiting for it. */
export interface TurnedClock extends Clock {
  turn(ms: number): void
}

export function turnedClock(real: Clock = systemClock): TurnedClock {
  let turned = 0
  return {
    ...real,
    now: () => new Date(real.now().getTime() + turned),
    turn: (ms) => {
      turned += ms
    },
  }
}
