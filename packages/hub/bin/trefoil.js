#!/usr/bin/env -S node --max-semi-space-size=32 --heap-growing-percent=100
// What is garbage is collected before it is as much as what is not: decision 0015.
// Plain JavaScript, so that an old Node gets as far as this sentence.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Trefoil needs Node 24 or newer and was started with Node ${process.versions.node}. ` +
      'In its own folder, "npx trefoil" and npm scripts use the Node that came with "npm ci"; else install Node 24.',
  )
  process.exitCode = 1
} else {
  // What was compiled once is kept in the temporary directory: each further start takes less than half the time.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { main } = await import('../src/cli/main.ts')
  await main(process.argv)
}
