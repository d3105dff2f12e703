import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { veraPdfJar, veraPdfMain } from '../verapdf.mjs';

/** How qpdf's answers rank. */
export const rank = { ok: 0, warnings: 1, errors: 2 };

/** Other people's tools that are here; says loudly which are not. */
export async function findJudges() {
  const judges = {
    qpdf: (await run('qpdf', ['--version'])).code === 0,
    pdfsig: (await run('pdfsig', ['-v'])).code !== 'ENOENT',
    veraPdf: existsSync(veraPdfJar) && (await run('java', ['-version'])).code === 0,
  };
  for (const [judge, isHere] of Object.entries(judges)) {
    const how = judge === 'veraPdf' ? ' (apt: maven, default-jre-headless; then node build/verapdf.mjs)' : '';
    if (!isHere) console.warn(`corpus: SKIPPED LOUDLY every check by ${judge}, it is not installed${how}`);
  }
  return judges;
}

/** `ok`, `warnings` or `errors`. */
export async function askQpdf(file) {
  const { code } = await run('qpdf', ['--check', file]);
  return code === 0 ? 'ok' : code === 3 ? 'warnings' : 'errors';
}

/** Whether qpdf takes the file for encrypted. */
export async function isEncrypted(file) {
  return (await run('qpdf', ['--is-encrypted', file])).code === 0;
}

/** `valid` or `not valid`: what poppler says of a field's signature that covers the whole file. */
export async function askPdfsig(file, field) {
  const { out } = await run('pdfsig', ['-nocert', file]);
  const block = out
    .split(/^Signature #/m)
    .find((one) => one.includes(`Field Name: ${field}\n`) && one.includes('Total document signed'));
  return block?.includes('Signature is Valid') ? 'valid' : 'not valid';
}

/** By file, the profiles (`1b`, `2u`, `ua1` …) that it claims and keeps, as veraPDF finds; one process for all files. */
export async function askVeraPdf(files) {
  const kept = new Map(files.map((file) => [file, new Set()]));
  const { out } = await run('java', ['-cp', veraPdfJar, veraPdfMain, '--format', 'text', ...files]);
  for (const line of out.split('\n')) {
    const [, file, profile] = /^PASS (.*) (\S+)$/.exec(line) ?? [];
    kept.get(file)?.add(profile);
  }
  return kept;
}

function run(command, args) {
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    );
  });
}
