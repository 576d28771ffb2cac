/**
 * Makes `dist` a package of its own, after the build: `npm publish packages/clover/dist`. In the repository the package
 * is its TypeScript source, which needs no build; what is published is what `publishConfig` names.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = join(import.meta.dirname, '..')
const { scripts, devDependencies, publishConfig, files, ...manifest } = JSON.parse(
  readFileSync(join(here, 'package.json'), 'utf8'),
)
const { exports, ...rest } = publishConfig
const published = { ...manifest, exports, files: ['index.js', 'index.d.ts'], publishConfig: rest }
writeFileSync(join(here, 'dist/package.json'), `${JSON.stringify(published, null, 2)}\n`)
for (const [from, to] of [
  ['README.md', 'README.md'],
  ['../../LICENSE', 'LICENSE'],
] as const) {
  copyFileSync(join(here, from), join(here, 'dist', to))
}
