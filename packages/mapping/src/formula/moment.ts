/** Making and moving moments. */
import { Trouble } from './formula-error.ts'
import { type Moment, makeMoment } from './value.ts'
import { instantOf, type Zone } from './zone.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** The first and the last moment that the host language knows; the first is its "no date". */
export const minimumAt = Date.UTC(2001, 0, 1) - 63_113_904_000_000
export const maximumAt = Date.UTC(10_000, 0, 1) - 1

export function inZone(at: number, zone: Zone): Moment {
  return makeMoment({ at: inRange(at), offset: zone.offsetAt(at), dayOnly: false, local: true })
}

export function withOffset(at: number, offset: number): Moment {
  return makeMoment({ at: inRange(at), offset, dayOnly: false, local: false })
}

/** From what the clock on the wall shows, written as if it were UTC. */
export function fromWall(wall: number, zone: Zone, dayOnly = false): Moment {
  const { at, offset } = instantOf(zone, inRange(wall))
  return makeMoment({ at, offset, dayOnly, local: true })
}

/** What the clock on the wall shows, as a Date to be read by its UTC parts. */
export function wallOf(moment: Moment): Date {
  return new Date(moment.at + moment.offset * minute)
}

/** The same moment after its wall clock was set anew. */
export function moveWall(moment: Moment, wall: number, zone: Zone): Moment {
  if (moment.local) return fromWall(wall, zone, moment.dayOnly && wall % day === 0)
  return withOffset(inRange(wall) - moment.offset * minute, moment.offset)
}

export function dayOf(moment: Moment, zone: Zone): Moment {
  const wall = wallOf(moment).getTime()
  return fromWall(wall - (((wall % day) + day) % day), zone, true)
}

function inRange(at: number): number {
  if (at >= minimumAt && at <= maximumAt) return at
  throw new Trouble('This date is outside of the years 1 to 9999')
}
