import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from './vault.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'vault-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const freshFile = (name: string) => join(dir, name, 'master.key')
const vaultAt = (name: string) => openVault({ keyFile: freshFile(name), create: true })
const place = 'connection/credentials/ws_1/con_1'

test('what was sealed opens to the same value, whatever it is', () => {
  const vault = vaultAt('any')
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'small' }), fc.string(), (value, where) => {
      // -0 is 0 in JSON.
      const plain = JSON.parse(JSON.stringify(value))
      expect(vault.open(where, vault.seal(where, plain))).toEqual(plain)
    }),
    { numRuns: 300, examples: [[JSON.parse('[{"__proto__":null}]'), 'where']] },
  )
})

test('a blob shows neither the value nor twice the same', () => {
  const vault = vaultAt('blob')
  const [one, two] = [vault.seal(place, { token: 'canary' }), vault.seal(place, { token: 'canary' })]
  expect(one).not.toBe(two)
  expect(Buffer.from(one, 'base64url').toString('latin1') + one).not.toContain('canary')
})

test('no blob opens in which any character was changed', () => {
  const vault = vaultAt('flipped')
  const blob = vault.seal(place, { token: 'canary', n: 1 })
  for (let index = 0; index < blob.length; index++) {
    const other = blob[index] === 'A' ? 'B' : 'A'
    const flipped = blob.slice(0, index) + other + blob.slice(index + 1)
    // The last character of a part may hold bits that stand for nothing: then the bytes are the same.
    if (sameBytes(flipped, blob)) continue
    expect(() => vault.open(place, flipped), `position ${index}`).toThrow(/damaged|sealed with the key/)
  }
})
const sameBytes = (one: string, two: string) => {
  const bytes = (blob: string) =>
    blob.split('.').map((part, index) => (index < 2 ? part : Buffer.from(part, 'base64url').toString('hex')))
  return bytes(one).join() === bytes(two).join()
}

test.each(['', 'x', 'tv1', 'tv1.000000000000.AAAA.BBBB', 'tv2.x'])('a blob that is %j is called damaged', (blob) => {
  expect(() => vaultAt('garbage').open(place, blob)).toThrow('damaged')
})

test('every cut of a blob is refused', () => {
  const vault = vaultAt('cut')
  const blob = vault.seal(place, { token: 'canary' })
  for (let length = 0; length < blob.length; length++)
    expect(() => vault.open(place, blob.slice(0, length))).toThrow('damaged')
})

test('a blob does not open for another connection or workspace', () => {
  const vault = vaultAt('moved')
  const blob = vault.seal(place, 'x')
  for (const other of ['connection/credentials/ws_1/con_2', 'connection/credentials/ws_2/con_1', '']) {
    expect(() => vault.open(other, blob)).toThrow('does not belong where it lies')
  }
})

test('parts of two blobs of one place cannot be put together', () => {
  const vault = vaultAt('mixed')
  const [one, two] = [vault.seal(place, 'one').split('.'), vault.seal(place, 'two').split('.')]
  expect(() => vault.open(place, [...one.slice(0, 3), two[3]].join('.'))).toThrow('damaged')
})

test('another key is told apart from damage, and both keys are named', () => {
  const [ours, other] = [vaultAt('ours'), vaultAt('other')]
  expect(ours.fingerprint).not.toBe(other.fingerprint)
  expect(() => other.open(place, ours.seal(place, 'x'))).toThrow(
    new RegExp(`sealed with the key ${ours.fingerprint}.*holds ${other.fingerprint}: restore the key file`),
  )
})

test('the key file is made once, for its owner alone, and the next start finds it', () => {
  const first = vaultAt('twice')
  const blob = first.seal(place, 'x')
  expect(statSync(freshFile('twice')).mode & 0o777).toBe(0o600)
  expect(Buffer.from(readFileSync(freshFile('twice'), 'utf8'), 'base64')).toHaveLength(32)
  expect(vaultAt('twice').open(place, blob)).toBe('x')
})

test('a key file that is not there is not made up where the operator named it', () => {
  expect(() => openVault({ keyFile: freshFile('absent') })).toThrow(
    /is not there: without it no stored credential can be opened/,
  )
})

test.each([
  ['', 'is empty'],
  ['c2hvcnQ=', 'not 32 bytes in base64'],
  ['not base64 at all, but long enough for a key!', 'not 32 bytes in base64'],
])('a key file that holds %j is refused with the cure, and is not quoted', (text, said) => {
  const file = join(dir, 'bad.key')
  writeFileSync(file, text)
  expect(() => openVault({ keyFile: file })).toThrow(said)
  expect(() => openVault({ keyFile: file })).not.toThrow('long enough')
})

test('a key file that cannot be read is named with the reason', () => {
  expect(() => openVault({ keyFile: dir })).toThrow(/cannot be read \(EISDIR\)/)
})

test('a new key before the old one seals from now on; what is old still opens, and is re-wrapped without a trace', () => {
  const old = vaultAt('rotated')
  const blob = old.seal(place, { token: 't' })
  const file = freshFile('rotated')
  const oldKey = readFileSync(file, 'utf8')
  chmodSync(file, 0o600)
  const newKey = Buffer.alloc(32, 7).toString('base64')
  writeFileSync(file, `# changed in May\n${newKey}\n${oldKey}`)
  const both = openVault({ keyFile: file })
  const again = both.rewrap(place, blob)
  expect(both.open(place, blob)).toEqual({ token: 't' })
  expect(both.rewrap(place, again)).toBe(again)

  writeFileSync(file, newKey)
  const newOnly = openVault({ keyFile: file })
  expect(newOnly.open(place, again)).toEqual({ token: 't' })
  expect(() => newOnly.open(place, blob)).toThrow(`sealed with the key ${old.fingerprint}`)
})
