import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Other people's judgement of our PDFs. Each answers null, loudly, where its tool is not installed. */

/** pdfsig (poppler): what it says of each signature, in order, and whether the last covers the whole file. */
export function askPdfsig(file: string): { readonly valid: readonly boolean[]; readonly wholeFile: boolean } | null {
  const output = run('pdfsig', ['-nocert', file]);
  if (output === null) return null;
  const verdicts = [...output.matchAll(/Signature Validation: (.*)/g)].map(([, words]) => words);
  const totals = [...output.matchAll(/(Total document signed|Not total document signed)/g)].map(([, words]) => words);
  return {
    valid: verdicts.map((words) => words === 'Signature is Valid.'),
    wholeFile: totals.at(-1) === 'Total document signed',
  };
}

/** qpdf --check: true when it finds no error. */
export function askQpdf(file: string): boolean | null {
  const output = run('qpdf', ['--check', file]);
  return output === null ? null : output.includes('No syntax or stream encoding errors found');
}

/** openssl cms -verify -cades on every signature, its CMS and signed bytes cut out here by /ByteRange alone. */
export function askOpenssl(file: string, caFile: string): readonly boolean[] | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-cms-'));
  try {
    const verdicts: boolean[] = [];
    for (const { cms, signed } of cutSignatures(readFileSync(file))) {
      writeFileSync(path.join(folder, 'cms.der'), cms);
      writeFileSync(path.join(folder, 'content.bin'), signed);
      const words = ['cms', '-verify', '-cades', '-binary', '-inform', 'der', '-in', path.join(folder, 'cms.der')];
      words.push(
        '-content',
        path.join(folder, 'content.bin'),
        '-CAfile',
        caFile,
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      );
      const output = run('openssl', words);
      if (output === null) return null;
      verdicts.push(/CAdES Verification successful|Verification successful/i.test(output));
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The CMS and the signed bytes of every signature, found by its /ByteRange in the raw file. */
export function cutSignatures(bytes: Buffer): readonly { readonly cms: Buffer; readonly signed: Buffer }[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((match) => {
    const [from, length, after, rest] = match.slice(1).map(Number) as [number, number, number, number];
    const hex = text.slice(from + length, after).replace(/[<>\s]/g, '');
    const padded = Buffer.from(hex, 'hex');
    return {
      cms: padded.subarray(0, derLength(padded)),
      signed: Buffer.concat([bytes.subarray(from, from + length), bytes.subarray(after, after + rest)]),
    };
  });
}

/** Length of the DER value at the start, header included (X.690 §8.1.3). */
function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  return 2 + octets + bytes.readUIntBE(2, octets);
}

function run(tool: string, words: readonly string[]): string | null {
  const { error, stdout, stderr } = spawnSync(tool, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) {
    console.warn(`SKIPPED: ${tool} is not installed; its judgement is missing from this run`);
    return null;
  }
  return `${stdout}${stderr}`;
}
