import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from '../repository.mjs';
import { askPdfsig, askQpdf, isEncrypted, rank } from './judges.mjs';

const keys = ['rsa', 'ec'];
const longestMs = 2000;
const stampFields = ['behoerde=Stadt Musterstadt, Bürgeramt', 'datum=2026-11-21T09:14', 'quelle=poststelle'];

/** Inspects, validates, stamps and signs one file by the real command line; every deviation is a problem in words. */
export async function checkFile({ name, file, refusal }, base, index, { runCommandLine, judges }) {
  const row = { name, file, problems: [], refusals: {}, before: '', after: {}, signature: '', slowestMs: 0 };
  const aktentasche = (argv) => timed(row, runCommandLine, [...argv, '--json']);
  cpSync(file, `${base}.in.pdf`);
  if (judges.qpdf && !refusal) {
    row.before = await askQpdf(file);
    row.encrypted = await isEncrypted(file);
  }
  for (const verb of ['inspect', 'validate']) {
    const { answer } = await aktentasche([verb, file]);
    if (answer === null || answer.code === 'internal') row.problems.push(`${verb}: raw exception`);
  }
  const stamped = `${base}.stamped.pdf`;
  const stampArgs = [file, stamped, '--kind', 'eingang', ...stampFields.flatMap((field) => ['--field', field])];
  await step(row, aktentasche, 'stamp', stampArgs, file, stamped);
  const signed = `${base}.signed.pdf`;
  const key = inRoot(`test/fixtures/pki/${keys[index % keys.length]}.p12`);
  const visible = index % 3 === 0 ? ['--page', '1', '--rect', '20,20,180,60'] : [];
  const input = row.refusals.stamp ? file : stamped;
  const signArgs = [input, signed, '--p12', key, '--password-env', 'CORPUS_PASSWORD', ...visible];
  await step(row, aktentasche, 'sign', signArgs, input, signed);
  if (!readFileSync(file).equals(readFileSync(`${base}.in.pdf`))) row.problems.push('input changed');
  if (refusal)
    row.problems.push(
      ...Object.entries(row.refusals).flatMap(([verb, code]) => (code === refusal ? [] : [`${verb}: ${code}`])),
    );
  if (!row.refusals.sign) await checkSigned(row, aktentasche, signed, judges);
  for (const [what, output] of Object.entries({ stamp: stamped, sign: signed })) {
    if (!judges.qpdf || row.refusals[what]) continue;
    row.after[what] = await askQpdf(output);
    if (rank[row.after[what]] > rank[row.before])
      row.problems.push(`qpdf ${row.before} -> ${row.after[what]} (${what})`);
  }
  if (!row.refusals.sign) row.signed = signed;
  return row;
}

/** One command: written with the input as its beginning, or refused with a code and nothing written. */
async function step(row, aktentasche, verb, args, input, output) {
  const { code, answer } = await aktentasche([verb, ...args]);
  if (code === 0 && answer !== null) {
    row.field = answer.field;
    const head = readFileSync(input);
    if (!readFileSync(output).subarray(0, head.length).equals(head)) row.problems.push(`${verb}: prefix differs`);
    return;
  }
  row.refusals[verb] = answer?.code ?? 'crash';
  if (answer?.code === undefined || answer.code === 'internal') row.problems.push(`${verb}: no code`);
  if (existsSync(output)) row.problems.push(`${verb}: refused, yet something was written`);
}

async function checkSigned(row, aktentasche, signed, judges) {
  const trust = inRoot('test/fixtures/pki/ca.pem');
  const { answer } = await aktentasche(['validate', signed, '--trust', trust]);
  const last = answer?.signatures?.find(({ field }) => field === row.field);
  if (last?.verdict !== 'valid') row.problems.push(`our verdict: ${last?.verdict} ${last?.reason}`);
  if (!judges.pdfsig) return;
  row.signature = await askPdfsig(signed, row.field);
  if (row.signature !== 'valid') row.problems.push('pdfsig: not valid');
}

/** Other programs run beside this one: only what is slow twice is a hang. */
async function timed(row, runCommandLine, argv) {
  let said = await ask(runCommandLine, argv);
  if (said.elapsedMs > longestMs) {
    if (argv[0] === 'stamp' || argv[0] === 'sign') rmSync(argv[2], { force: true });
    const again = await ask(runCommandLine, argv);
    said = { ...again, elapsedMs: Math.min(again.elapsedMs, said.elapsedMs) };
  }
  row.slowestMs = Math.max(row.slowestMs, said.elapsedMs);
  if (said.elapsedMs > longestMs) row.problems.push(`${argv[0]}: ${Math.round(said.elapsedMs)} ms`);
  return said;
}

async function ask(runCommandLine, argv) {
  const lines = [];
  const startedAt = performance.now();
  const code = await runCommandLine(argv, {
    env: { CORPUS_PASSWORD: 'test' },
    now: () => new Date(),
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    fontPath: inRoot('node_modules/@expo-google-fonts/fira-sans/400Regular/FiraSans_400Regular.ttf'),
  });
  const elapsedMs = performance.now() - startedAt;
  try {
    return { code, answer: JSON.parse(lines.join('\n')), elapsedMs };
  } catch {
    return { code, answer: null, elapsedMs };
  }
}
