#!/usr/bin/env node
/** Builds the console into `dist/`, unless what stands there is newer than everything it is made of. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = join(import.meta.dirname, '..')
const sources = [
  'bin',
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  '../mapping/src',
  '../hub/src/client',
  '../../docs/how-to',
]
const built = join(here, 'dist/index.html')

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const isFresh = timeOf(built) > Math.max(...sources.map((path) => newest(join(here, path))))
const only = process.argv[2]
if (only === '--check') process.exit(isFresh ? 0 : 1)
if (!isFresh) {
  // Where a test run or a shell has set another, Vite would build React's slow form for development.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({ configFile: join(here, 'vite.config.ts'), logLevel: only === '--quiet' ? 'error' : 'info' })
  for (const name of readdirSync(join(here, 'dist/assets'))) compress(join(here, 'dist/assets', name))
}

/** Beside each text its compressed forms, made once instead of at every request. */
function compress(file) {
  if (!/\.(js|css|svg)$/.test(file)) return
  const text = readFileSync(file)
  writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
}
