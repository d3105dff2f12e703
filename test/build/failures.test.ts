import { expect, test } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from '../../build/failures.mjs';

test('the end of a run names each failed test and each file that could not be loaded', () => {
  const passed = { fullName: 'adds up', status: 'passed', failureMessages: [] };
  const failed = {
    fullName: 'stays whole',
    status: 'failed',
    failureMessages: ['\u001b[31mexpected 1\u001b[0m\n  to be 2'],
  };
  expect(
    failuresOfVitest({
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [passed] },
      ],
    }),
  ).toEqual(['stays whole: expected 1 to be 2', 'b.test.ts: no such module']);
  expect(failuresOfVitest({})).toEqual([]);
});

test('the end of a run names each failed or flaky story of the app', () => {
  const story = (title: string, status: string, message?: string) => ({
    title,
    tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
  });
  const suites = [
    {
      specs: [story('opens', 'expected')],
      suites: [{ specs: [story('locks', 'unexpected', 'Timeout'), story('packs', 'flaky', 'late')] }],
    },
  ];
  expect(failuresOfPlaywright({ suites })).toEqual(['locks: Timeout', 'packs: late']);
  expect(failuresOfPlaywright({ errors: [{ message: 'no tests' }] })).toEqual(['not started: no tests']);
});
