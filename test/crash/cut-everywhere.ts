import { isDeepStrictEqual } from 'node:util'
import type { CutPoint } from './postgres-gate.ts'
import { type Beginning, type Ended, live } from './short-lives.ts'

/** A life that ended otherwise than the calm one, by the commit at which it was cut. */
export interface Odd {
  where: string
  ended: Ended
}

/** Cuts at the first commit, in the next life at the second, and so on to the end of the work. */
export async function cutEverywhere(
  begun: Beginning,
  when: CutPoint['when'],
  calm: Ended,
): Promise<{ commits: number; odd: Odd[] }> {
  const odd: Odd[] = []
  for (let nth = 1; ; nth += 1) {
    const ended = await live(begun, `${when}_${nth}`, { when, nth })
    const isSame = isDeepStrictEqual(ended.rows, calm.rows) && ended.unbalanced.length === 0
    if (!isSame) odd.push({ where: `${when} commit ${nth}`, ended })
    if (!ended.wasCut) return { commits: nth - 1, odd }
  }
}
