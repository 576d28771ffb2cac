import type { Lineage } from '@trefoil/mapping'

/** Fields on both sides, by the place of their row, and the lines between them. */
export interface PictureLines {
  from: string[]
  lines: { from: number; to: number }[]
}

/** Source fields stand near what they fill, so that few lines cross. */
export function picturedLines(lineages: readonly Lineage[]): PictureLines {
  const places = new Map<string, number[]>()
  for (const [place, { from }] of lineages.entries()) {
    for (const name of from) places.set(name, [...(places.get(name) ?? []), place])
  }
  const middle = (all: number[]) => all.reduce((sum, place) => sum + place, 0) / all.length
  const rows = [...places].toSorted(([, some], [, others]) => middle(some) - middle(others))
  return {
    from: rows.map(([name]) => name),
    lines: rows.flatMap(([, all], from) => all.map((to) => ({ from, to }))),
  }
}
