import { defineConfig, devices } from '@playwright/test'

const executablePath = process.env.MIND_CHROMIUM

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: true,
  reporter: 'line',
  outputDir: '.local/test-results',
  timeout: 40_000,
  expect: { timeout: 8_000 },
  projects: [
    // Journeys that a shared stack would not bear, such as those about the request window, which is one for everybody. They
    // mostly wait, so they have a worker of their own beside the two that share, and go first, or one would be idle at the end.
    { name: 'own-stack', testMatch: '**/*.own-stack.spec.ts', fullyParallel: false, workers: 1 },
    { name: 'shared-stack', testIgnore: '**/*.own-stack.spec.ts', workers: 2 },
  ],
  use: {
    ...devices['Desktop Chrome'],
    // An odd zone on purpose: what only works in UTC fails here.
    timezoneId: 'Pacific/Chatham',
    locale: 'en-GB',
    // Recording costs a third of the time of a run; asked for when a failure needs looking into.
    trace: process.env.MIND_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
