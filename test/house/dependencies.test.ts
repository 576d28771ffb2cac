import { expect, test } from 'vitest'
import { missingFrom } from '../../scripts/missing-from-lockfile.ts'
import { listFiles, manifests, textOf } from './repository.ts'

const asked = manifests(listFiles())
const lockfile = textOf('package-lock.json') ?? ''

test('every version is exact', () => {
  const loose = asked.flatMap(({ file, asks }) =>
    [...asks]
      .filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${file}: ${name} ${version}`),
  )
  expect(loose).toEqual([])
})

test('one package has one version in all workspaces', () => {
  const versions = new Map<string, Set<string>>()
  for (const { asks } of asked) {
    for (const [name, version] of asks) versions.set(name, (versions.get(name) ?? new Set()).add(version))
  }
  expect([...versions].filter(([, all]) => all.size > 1).map(([name]) => name)).toEqual([])
})

test('the lockfile names no place to download from: whoever installs chooses the registry', () => {
  expect(lockfile).toContain('"lockfileVersion"')
  expect(lockfile).not.toMatch(/"resolved": "https?:/)
})

test('packages of other platforms are in the lockfile, or `npm ci` refuses it (else: scripts/complete-lockfile.ts)', () => {
  expect(missingFrom(JSON.parse(lockfile).packages)).toEqual([])
})

test('no package that we install runs a script at its installation', () => {
  expect(textOf('.npmrc')).toMatch(/^ignore-scripts=true$/m)
})

test('every dependency has a line that says why, and every line a dependency', () => {
  const decided = textOf('docs/decisions/dependencies.md') ?? ''
  const rows = decided.split('\n').filter((line) => line.startsWith('| `'))
  const explained = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  const names = asked.flatMap(({ asks }) => [...asks.keys()]).filter((name) => !name.startsWith('@trefoil/'))
  expect([...new Set(explained)].sort()).toEqual([...new Set(names)].sort())
})
