import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    // An inlined file is a data: address, which the content security policy has no use for.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
  },
})
