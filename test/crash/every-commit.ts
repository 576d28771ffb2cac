import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cutEverywhere } from './cut-everywhere.ts'
import { journeys } from './journeys.ts'
import type { Given, Proved } from './proved.ts'
import { beginning, type Ended, live } from './short-lives.ts'

/** Six journeys, each cut off before and after each of its commits. */
export async function cutAtEveryCommit({ times, newDatabase }: Given): Promise<Proved> {
  const proved: Proved = { times: 0, lost: [], doubled: [], note: '' }
  const notes: string[] = []
  for (const [name, journey] of Object.entries(journeys).slice(0, times)) {
    const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-lives-'))
    try {
      const begun = await beginning(journey, { dataDir, url: await newDatabase() })
      const calm = await live(begun, 'calm', null)
      for (const when of ['before', 'after'] as const) {
        const { commits, odd } = await cutEverywhere(begun, when, calm)
        proved.times += commits
        for (const { where, ended } of odd) {
          const twice = moreThan(ended, calm)
          if (twice.length > 0) proved.doubled.push(`${name}, ${where}: ${twice.join(', ')}`)
          else proved.lost.push(`${name}, ${where}: other rows than in peace; ${ended.unbalanced.join(', ')}`)
        }
        if (when === 'after') notes.push(`${name} ${commits}`)
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
  return { ...proved, note: `all end with the same rows; commits of a journey: ${notes.join(', ')}` }
}

/** Effects that were done more often than in peace. */
function moreThan({ rows }: Ended, calm: Ended): string[] {
  const left = [...calm.rows.effects]
  return rows.effects.filter((effect) => {
    const at = left.indexOf(effect)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
