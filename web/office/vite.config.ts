import react from '@vitejs/plugin-react'
import presetMantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { compressAssets } from '../compress-assets.ts'

const SERVER = 'http://127.0.0.1:8080'

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: '/',
  plugins: [react(), compressAssets()],
  css: { postcss: { plugins: [presetMantine()] } },
  build: {
    outDir: '../../dist/office',
    emptyOutDir: true,
    target: 'es2022',
    // inlined fonts and images would be refused by the content security policy
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // what every page needs in one file: fewer requests, and it compresses better than in pieces
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
            },
            { name: 'kit', test: /node_modules|web[\\/](office[\\/]ui|shared)[\\/]/, minShareCount: 14 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': SERVER, '/readyz': SERVER, '/t/': SERVER, '/verify/': SERVER, '/field': SERVER },
  },
})
