// `npm run corpus`: inspects, validates, stamps and signs every file of the corpus by the real command line and asks other
// people's tools about the result: qpdf, pdfsig, and veraPDF whether PDF/A stays PDF/A. Prints a table; its last line is
// `N passed, N failed`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleCommandLine } from './bundle-command-line.mjs';
import { checkFile } from './corpus/check-file.mjs';
import { askVeraPdf, findJudges } from './corpus/judges.mjs';
import { listFiles } from './corpus/list-files.mjs';
import { corpusFolder } from './corpus-folder.mjs';

const leastWrittenShare = 0.9;

if (corpusFolder === null) {
  console.warn('corpus: SKIPPED LOUDLY, no ../shared/corpus here (set AKTENTASCHE_CORPUS)');
  console.log('0 passed, 0 failed');
} else process.exitCode = (await runCorpus()) ? 0 : 1;

async function runCorpus() {
  const judges = await findJudges();
  const { runCommandLine } = await import(await bundleCommandLine());
  const work = mkdtempSync(path.join(tmpdir(), 'aktentasche-corpus-'));
  try {
    const files = await listFiles(corpusFolder, work);
    const tools = { runCommandLine, judges };
    const rows = await inPairs(files, (file, index) => checkFile(file, path.join(work, String(index)), index, tools));
    if (judges.veraPdf) await comparePdfA(rows);
    return report(rows, judges);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What kept a PDF/A profile before must keep it after stamp and signature. */
async function comparePdfA(rows) {
  const written = rows.filter(({ signed }) => signed);
  const before = await askVeraPdf(written.map(({ file }) => file));
  const claiming = written.filter(({ file }) => before.get(file).size > 0);
  const after = await askVeraPdf(claiming.map(({ signed }) => signed));
  for (const row of claiming) {
    row.profiles = [...before.get(row.file)];
    row.lost = row.profiles.filter((profile) => !after.get(row.signed).has(profile));
    // Profiles of accessibility ask for structure of every annotation; which is said, not promised.
    const lostPdfA = row.lost.filter((profile) => /^\d/.test(profile));
    if (lostPdfA.length > 0) row.problems.push(`veraPDF: no longer PDF/A-${lostPdfA.join(', ')}`);
  }
}

function report(rows, judges) {
  for (const row of rows) {
    const refusals = Object.entries(row.refusals).map(([what, code]) => `${what} refused: ${code}`);
    const said = [...refusals, ...row.problems.map((problem) => `PROBLEM ${problem}`)].join('; ') || 'written';
    const profiles = row.profiles?.map((profile) => `${profile}${row.lost.includes(profile) ? ' lost' : ''}`) ?? [];
    const qpdf = `qpdf ${(row.before || '-').padEnd(8)} -> ${(row.after.sign ?? '-').padEnd(8)}`;
    console.log(
      `${row.name.slice(0, 60).padEnd(60)} ${qpdf} pdfsig ${(row.signature || '-').padEnd(9)} ${profiles.join(' ').padEnd(8)} ${said}`,
    );
  }
  const isWritten = (row) => Object.keys(row.refusals).length === 0;
  const codes = new Map();
  for (const code of rows.flatMap((row) => Object.values(row.refusals))) codes.set(code, (codes.get(code) ?? 0) + 1);
  console.log(`\nfiles ${rows.length}, stamped and signed ${rows.filter(isWritten).length}`);
  for (const [code, count] of codes) console.log(`refused ${code}: ${count}`);
  let enough = true;
  if (judges.qpdf) {
    const accepted = rows.filter((row) => row.before !== '' && row.before !== 'errors' && !row.encrypted);
    const share = accepted.filter(isWritten).length / accepted.length;
    enough = share >= leastWrittenShare;
    console.log(`of ${accepted.length} that qpdf accepts unencrypted: ${(share * 100).toFixed(1)} % written`);
  }
  const claims = rows.flatMap(({ profiles = [], lost = [] }) =>
    profiles.map((profile) => [profile, lost.includes(profile)]),
  );
  const sum = (isMeant) => {
    const meant = claims.filter(([profile]) => isMeant(profile));
    return `${meant.filter(([, isLost]) => !isLost).length} of ${meant.length}`;
  };
  if (judges.veraPdf) {
    const isPdfA = (profile) => /^\d/.test(profile);
    console.log(`PDF/A kept: ${sum(isPdfA)}; profiles of accessibility kept: ${sum((profile) => !isPdfA(profile))}`);
  }
  console.log(`slowest command ${Math.round(Math.max(...rows.map(({ slowestMs }) => slowestMs)))} ms`);
  const failed = rows.filter((row) => row.problems.length > 0).length + (enough ? 0 : 1);
  console.log(`${rows.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

async function inPairs(items, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
