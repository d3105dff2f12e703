/** One line per failed test of a vitest JSON report, or per file that could not be loaded. */
export function failuresOfVitest(report: object): string[];
/** One line per failed or flaky test of a Playwright JSON report. */
export function failuresOfPlaywright(report: object): string[];
