import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = { '@': root.replace(/\/$/, ''), 'server-only': `${root}tests/empty.ts` }

// An odd zone on purpose: code that only works in UTC, or where its author lives, fails here.
process.env.TZ = 'Pacific/Chatham'

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{lib,features,components,scripts,tests/architecture}/**/*.test.{ts,mjs}'],
          environment: 'node',
          // Property tests take their time on a busy machine; how long they take proves nothing.
          testTimeout: 30_000,
          // Left alone, one core would be idle of two.
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'contract',
          include: ['{tests/contract,dev}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Half of the time passes waiting for servers to start and for time-outs.
          maxWorkers: 2,
        },
      },
    ],
  },
})
