import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { compressAssets } from '../compress-assets.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/field/',
  publicDir: here('./public'),
  build: {
    outDir: here('../../dist/field'),
    emptyOutDir: true,
    // phones of the last five years; older ones get the office's mobile view
    target: ['chrome109', 'safari16.4', 'firefox115'],
    modulePreload: { polyfill: false },
  },
  // The same components on a library of a tenth of the size: half of what a slow phone had to load and read was React's.
  resolve: {
    alias: [
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 8080}` } },
  plugins: [
    react(),
    compressAssets(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        globIgnores: ['**/*-ext-*.woff2', '**/*vietnamese*'],
      },
      manifest: {
        id: '/field/',
        name: 'GSS Teknisi',
        short_name: 'GSS Teknisi',
        description: 'Open Pool, Check-in, BAST',
        lang: 'id',
        start_url: '/field/',
        scope: '/field/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#f6f5f1',
        theme_color: '#0b6e6e',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
  ],
})
