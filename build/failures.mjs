// Names what failed in the reports of vitest and Playwright, so that the end of a long log says it.

const longest = 300;

/** One line per failed test of a vitest JSON report, or per file that could not be loaded. */
export function failuresOfVitest({ testResults = [] }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length > 0) return failed.map((each) => line(each.fullName, each.failureMessages.join(' ')));
    return status === 'failed' ? [line(name, message)] : [];
  });
}

/** One line per failed or flaky test of a Playwright JSON report. */
export function failuresOfPlaywright({ suites = [], errors = [] }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const failed = suites.flatMap(specs).flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        const told = results.flatMap((result) => result.errors ?? []).map(({ message }) => message);
        return line(title, told.join(' '));
      }),
  );
  return [...failed, ...errors.map(({ message }) => line('not started', message))];
}

const colours = /\u001b\[[0-9;]*m/g;

function line(name, message) {
  const text = `${name}: ${message ?? ''}`.replace(colours, '').replace(/\s+/g, ' ').trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
