// One case of the signing benchmark in one process: `node sign-contenders.mjs CONFIG`. Prints the samples as JSON.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';
import { startPdfbox } from './pdfbox.mjs';
import { writePlainPdf } from './plain-pdf.mjs';

const config = JSON.parse(process.argv[2]);
const { runCommandLine } = await import(config.commandLine);
const keyFile = path.join(config.root, 'test/fixtures/pki/rsa.p12');
const inputs = Array.from({ length: config.files }, (_, i) => path.join(config.folder, `${config.files}-${i}.pdf`));
for (const input of inputs) writePlainPdf(input, config.sizeBytes);
const pdfbox = config.pdfbox ? startPdfbox(config.pdfbox, keyFile, 'test') : null;

const contenders = {
  async ours(input, output) {
    const argv = ['sign', input, output, '--p12', keyFile, '--password-env', 'BENCH_PASSWORD', '--json'];
    const context = { env: process.env, now: () => new Date(), out: () => {}, err: console.error, fontPath: '' };
    if ((await runCommandLine(argv, context)) !== 0) throw new Error('ours refused');
  },
  async signpdf(input, output) {
    const details = { reason: 'bench', contactInfo: '', name: 'Erika Müller', location: '', signatureLength: 16_384 };
    const pdfBuffer = plainAddPlaceholder({ pdfBuffer: readFileSync(input), ...details });
    const signer = new P12Signer(readFileSync(keyFile), { passphrase: 'test' });
    writeFileSync(output, await (signpdf.default ?? signpdf).sign(pdfBuffer, signer), { flush: true });
  },
  async sha256(input) {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(1 << 20);
    const descriptor = openSync(input, 'r');
    for (let count = 1; count > 0; ) {
      count = readSync(descriptor, chunk, 0, chunk.length, null);
      hash.update(chunk.subarray(0, count));
    }
    closeSync(descriptor);
    hash.digest();
  },
  async pdfsig(input, output) {
    const { database, nick } = config.pdfsig;
    const args = ['-add-signature', '-nssdir', database, '-nick', nick, '-nocert', input, output];
    execFileSync('pdfsig', args, { stdio: 'ignore', timeout: 60_000 });
  },
  pdfbox: (input, output) => pdfbox.sign(input, output, true),
  'pdfbox-unsynced': (input, output) => pdfbox.sign(input, output, false),
};

// Java compiles what it has run often enough: that is what 'warm' means.
if (pdfbox) {
  const [input, output] = [path.join(config.folder, 'warm.pdf'), path.join(config.folder, 'warm-out.pdf')];
  writePlainPdf(input, 20_000);
  for (let i = 0; i < 60; i++) await pdfbox.sign(input, output, i % 2 === 0);
  for (const file of [input, output]) rmSync(file);
}

/** A process per file takes its time: a few files say what one costs. */
const fewFiles = { pdfsig: 5 };

const samples = {};
for (const [round, order] of [
  Object.keys(contenders).filter((who) => config.plan[0].includes(who)),
  ...config.plan,
].entries()) {
  for (const who of order) {
    const mine = inputs.slice(0, fewFiles[who]);
    const started = performance.now();
    for (const input of mine) await contenders[who](input, `${input}.${who}`);
    const ms = (performance.now() - started) / mine.length;
    // The first round warms caches and compilers for everybody and is not counted.
    if (round > 0) samples[who] = [...(samples[who] ?? []), ms];
    for (const input of inputs) rmSync(`${input}.${who}`, { force: true });
  }
}
for (const input of inputs) rmSync(input);
pdfbox?.end();
console.log(JSON.stringify(samples));
