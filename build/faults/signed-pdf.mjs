import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { blankPdf } from '../blank-pdf.mjs';
import { inRoot } from '../repository.mjs';

/** A PDF of three megabytes and the same PDF signed by the product's command line: `{ original, signed }`. */
export function makeSignedPdf() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-signed-'));
  try {
    const [input, output] = ['original.pdf', 'signed.pdf'].map((name) => path.join(folder, name));
    const original = blankPdf(randomBytes(3_000_000));
    writeFileSync(input, original);
    aktentasche([
      'sign',
      input,
      output,
      '--p12',
      inRoot('test/fixtures/pki/rsa.p12'),
      '--password-env',
      'KEY_PASSWORD',
    ]);
    aktentasche(['validate', output, '--trust', inRoot('test/fixtures/pki/ca.pem')]);
    return { original, signed: readFileSync(output) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function aktentasche(words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRoot('build/aktentasche.mjs'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, KEY_PASSWORD: 'test' },
  });
  if (status !== 0) throw new Error(`aktentasche ${words[0]} ended with code ${status}:\n${stdout}${stderr}`);
}
