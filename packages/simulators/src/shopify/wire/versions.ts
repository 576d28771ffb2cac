/** Stable versions of these days, oldest first. The shapes of all are those of the newest. */
export const versions = ['2026-04', '2026-07', '2026-10'] as const

const newest = versions[versions.length - 1]

/** Which version answers: a retired one is served by the oldest that is left; undefined for what never was one. */
export function servedVersion(asked: string): string | undefined {
  if (versions.some((known) => known === asked)) return asked
  if (asked === 'unstable') return asked
  if (!/^20\d\d-(01|04|07|10)$/.test(asked)) return undefined
  return asked < versions[0] ? versions[0] : undefined
}

export const listedVersions = [
  ...versions.map((handle) => ({
    handle,
    displayName: handle === newest ? `${handle} (Latest)` : handle,
    supported: true,
  })),
  { handle: 'unstable', displayName: 'unstable', supported: false },
]
