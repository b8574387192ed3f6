import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Built next to the other pages; the WhatsApp process of the simulator serves it.
export default defineConfig({
  root: here('.'),
  base: '/simulator/',
  plugins: [react()],
  build: { outDir: here('../../dist/simulator'), emptyOutDir: true, target: 'es2022' },
})
