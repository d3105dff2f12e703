// Stamps and signs every file of the corpus by the real command line and asks other people's tools about the result.
// Prints a table; its last line is `N passed, N failed`.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleCommandLine } from './bundle-command-line.mjs';
import { inRoot } from './repository.mjs';

const folders = ['pdf-ordinary', 'pdf-a'];
const corpus = [process.env.AKTENTASCHE_CORPUS, inRoot('../shared/corpus'), inRoot('../../shared/corpus')].find(
  (folder) => folder && existsSync(folder),
);
const keys = ['rsa', 'ec'];
/** How qpdf's answers rank. */
const rank = { ok: 0, warnings: 1, errors: 2 };
const leastWrittenShare = 0.9;
let runCommandLine;

if (corpus === undefined) {
  console.warn('corpus: SKIPPED, no ../shared/corpus here (set AKTENTASCHE_CORPUS)');
  console.log('0 passed, 0 failed');
} else process.exitCode = (await runCorpus(corpus)) ? 0 : 1;

async function runCorpus(root) {
  const tools = { qpdf: await isThere('qpdf', ['--version']), pdfsig: await isThere('pdfsig', ['-v']) };
  for (const [tool, there] of Object.entries(tools)) {
    if (!there) console.warn(`corpus: SKIPPED every check by ${tool}, it is not installed`);
  }
  ({ runCommandLine } = await import(await bundleCommandLine()));
  const work = mkdtempSync(path.join(tmpdir(), 'aktentasche-corpus-'));
  try {
    const files = folders.flatMap((folder) =>
      readdirSync(path.join(root, folder))
        .filter((name) => name.endsWith('.pdf'))
        .map((name) => path.join(root, folder, name)),
    );
    const rows = await inPairs(files, (file, index) => checkFile(file, path.join(work, String(index)), index, tools));
    return report(rows, tools);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function checkFile(file, base, index, tools) {
  const row = { name: path.basename(file), problems: [], refusals: {}, before: '', after: {}, signature: '' };
  cpSync(file, `${base}.in.pdf`);
  row.before = tools.qpdf ? await qpdf(file) : '';
  row.encrypted = tools.qpdf && (await run('qpdf', ['--is-encrypted', file])).code === 0;
  const stamped = `${base}.stamped.pdf`;
  const fields = ['behoerde=Stadt Musterstadt, Bürgeramt', 'datum=2026-11-21T09:14', 'quelle=poststelle'];
  const stampArgs = [file, stamped, '--kind', 'eingang', ...fields.flatMap((field) => ['--field', field])];
  await step(row, 'stamp', stampArgs, file, stamped);
  const signed = `${base}.signed.pdf`;
  const key = inRoot(`test/fixtures/pki/${keys[index % keys.length]}.p12`);
  const visible = index % 3 === 0 ? ['--page', '1', '--rect', '20,20,180,60'] : [];
  const input = row.refusals.stamp ? file : stamped;
  await step(
    row,
    'sign',
    [input, signed, '--p12', key, '--password-env', 'CORPUS_PASSWORD', ...visible],
    input,
    signed,
  );
  if (!readFileSync(file).equals(readFileSync(`${base}.in.pdf`))) row.problems.push('input changed');
  if (!row.refusals.sign) await checkSigned(row, signed, tools);
  for (const [what, output] of [
    ['stamp', stamped],
    ['sign', signed],
  ]) {
    if (!tools.qpdf || row.refusals[what]) continue;
    row.after[what] = await qpdf(output);
    if (rank[row.after[what]] > rank[row.before])
      row.problems.push(`qpdf ${row.before} -> ${row.after[what]} (${what})`);
  }
  return row;
}

/** One command: written with the input as its beginning, or refused with a code and nothing written. */
async function step(row, verb, args, input, output) {
  const { code, out } = await aktentasche([verb, ...args, '--json']);
  let answer;
  try {
    answer = JSON.parse(out);
  } catch {
    row.refusals[verb] = 'crash';
    row.problems.push(`${verb}: no JSON`);
    return;
  }
  if (code === 0) {
    row.field = answer.field;
    const head = readFileSync(input);
    if (!readFileSync(output).subarray(0, head.length).equals(head)) row.problems.push(`${verb}: prefix differs`);
    return;
  }
  row.refusals[verb] = answer.code ?? 'no code';
  if (answer.code === undefined || answer.code === 'internal') row.problems.push(`${verb}: no code`);
  if (existsSync(output)) row.problems.push(`${verb}: refused, yet something was written`);
}

async function checkSigned(row, signed, tools) {
  const trust = inRoot('test/fixtures/pki/ca.pem');
  const { out } = await aktentasche(['validate', signed, '--trust', trust, '--json']);
  const last = JSON.parse(out).signatures?.find(({ field }) => field === row.field);
  if (last?.verdict !== 'valid') row.problems.push(`our verdict: ${last?.verdict} ${last?.reason}`);
  if (!tools.pdfsig) return;
  const theirs =
    (await run('pdfsig', ['-nocert', signed])).out
      .split(/^Signature #/m)
      .find((block) => block.includes(`Field Name: ${row.field}\n`) && block.includes('Total document signed')) ?? '';
  row.signature = theirs.includes('Signature is Valid') ? 'valid' : 'not valid';
  if (row.signature !== 'valid') row.problems.push('pdfsig: not valid');
}

async function qpdf(file) {
  const { code } = await run('qpdf', ['--check', file]);
  return code === 0 ? 'ok' : code === 3 ? 'warnings' : 'errors';
}

function report(rows, tools) {
  for (const row of rows) {
    const refusals = Object.entries(row.refusals).map(([what, code]) => `${what} refused: ${code}`);
    const said = [...refusals, ...row.problems.map((problem) => `PROBLEM ${problem}`)].join('; ') || 'written';
    console.log(
      `${row.name.slice(0, 60).padEnd(60)} qpdf ${row.before.padEnd(8)} -> ${(row.after.sign ?? '-').padEnd(8)} pdfsig ${(row.signature || '-').padEnd(9)} ${said}`,
    );
  }
  const isWritten = (row) => Object.keys(row.refusals).length === 0;
  const codes = new Map();
  for (const code of rows.flatMap((row) => Object.values(row.refusals))) codes.set(code, (codes.get(code) ?? 0) + 1);
  console.log(`\nfiles ${rows.length}, stamped and signed ${rows.filter(isWritten).length}`);
  for (const [code, count] of codes) console.log(`refused ${code}: ${count}`);
  let enough = true;
  if (tools.qpdf) {
    const accepted = rows.filter((row) => row.before !== 'errors' && !row.encrypted);
    const share = accepted.filter(isWritten).length / accepted.length;
    enough = share >= leastWrittenShare;
    console.log(`of ${accepted.length} that qpdf accepts unencrypted: ${(share * 100).toFixed(1)} % written`);
  }
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

async function isThere(tool, args) {
  return (await run(tool, args)).code !== 'ENOENT';
}

async function aktentasche(argv) {
  const lines = [];
  const code = await runCommandLine(argv, {
    env: { CORPUS_PASSWORD: 'test' },
    now: () => new Date(),
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    fontPath: inRoot('node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf'),
  });
  return { code, out: lines.join('\n') };
}

function run(command, args) {
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    );
  });
}
