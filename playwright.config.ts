import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  timeout: 180_000,
  // CI shares two cores with the server, two apps and the database.
  expect: { timeout: 20_000 },
  use: { actionTimeout: 30_000 },
  outputDir: 'test-results/e2e',
});
