import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type FileIds, readIds } from './selection-file.ts'

async function read(text: string, atOnce = 100): Promise<FileIds[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trefoil-ids-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'ids')
  writeFileSync(file, text)
  const all: FileIds[] = []
  for await (const portion of readIds(file, 'ids', atOnce)) all.push(portion)
  return all
}

test.each([
  ['one id a line', '1\n2\n\n3\n', 'ids', ['1', '2', '3']],
  ['a heading names the column', 'name,External ID\r\n"Ann, B.",X1\r\nBo,X2', 'externalIds', ['X1', 'X2']],
  ['a heading for hub ids', 'id;name\n7;Ann', 'ids', ['7']],
  ['JSON lines', '{"externalId":"X1"}\n{"externalId":"X2"}', 'externalIds', ['X1', 'X2']],
  ['a byte order mark', '\uFEFFid\n7', 'ids', ['7']],
])('%s', async (_title, text, kind, ids) => {
  expect(await read(text)).toEqual([{ kind, ids }])
})

test('a long file comes in portions', async () => {
  expect((await read('1\n2\n3\n4\n5', 2)).map(({ ids }) => ids)).toEqual([['1', '2'], ['3', '4'], ['5']])
})

test.each([
  ['externalId,name\n,Ann', 'Line 2'],
  ['{"id":1}\n{"externalId":"X"}', 'mixed'],
  ['{"name":"Ann"}', 'neither'],
  ['{"id":', 'no JSON'],
  ['{"externalId":null}', 'its "externalId" is no id'],
  ['{"id":{}}', 'its "id" is no id'],
  ['{"id":" "}', 'its "id" is no id'],
])('the file %j is refused with its line and the reason', async (text, words) => {
  await expect(read(text)).rejects.toThrow(words)
})

test('a folder in the place of a file is refused', async () => {
  await expect(readIds(tmpdir(), 'ids', 1).next()).rejects.toThrow('it is a folder')
})
