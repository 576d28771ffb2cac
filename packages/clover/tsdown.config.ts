import { defineConfig } from 'tsdown'

/** One file that a browser and Node can load, and its types. */
export default defineConfig({
  entry: 'src/index.ts',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: false,
  fixedExtension: false,
})
