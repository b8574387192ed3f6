import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '.cache/**', '.data/**']
// A developer's own .env must not reach the servers that tests start.
const env = { GSS_ENV_FILE: 'none' }
const database = './server/testing/global-setup.ts'
// What is waited for comes soon, except on a machine that is busy with something else: one second was too short.
const expect = { poll: { timeout: 15_000 } }

export default defineConfig({
  test: {
    // All of them: by default one processor is kept free, which on a small machine is half of it.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.db.test.ts'],
          // some start processes of their own, which takes its time on a busy machine
          testTimeout: 30_000,
          hookTimeout: 60_000,
          env,
          expect,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: database,
          // Every file has a database of its own, and loading the program anew for each took longer than the tests.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          env,
          expect,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Whole days in a browser, one file after another: each starts its own server and simulator.
        test: {
          name: 'scenarios',
          include: ['scenarios/**/*.e2e.ts'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          env,
          expect,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
