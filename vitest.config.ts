import { defineConfig } from 'vitest/config';

/** Suites of their own: they need programs beside Node, or minutes. Everything else under test/ is `unit`. */
const ownFolders = ['forward', 'interop', 'model'];

const suite = (name: string, include: string[], exclude: string[]) => ({
  test: {
    name,
    include,
    exclude,
    pool: 'forks' as const,
    // Generous, because a busy machine is slow; a hang ends at the suite's limit in build/test.mjs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/seeded-once.ts'],
    maxWorkers: 2,
    // pdf.js repairs a table of objects that lies, and lets go of the promise that found the lie first. In the window its
    // thread goes on; here, in one thread with the test, it would end the run although the test itself has its answer.
    onUnhandledError: ({ name, stack }) => !(name === 'XRefEntryException' && stack?.includes('pdf.worker.mjs')),
    projects: [
      suite(
        'unit',
        ['test/**/*.test.ts', 'test/**/*.test.tsx'],
        ['test/e2e/**', ...ownFolders.map((folder) => `test/${folder}/**`), 'node_modules/**'],
      ),
      ...ownFolders.map((folder) => suite(folder, [`test/${folder}/**/*.test.ts`], ['node_modules/**'])),
    ],
  },
});
