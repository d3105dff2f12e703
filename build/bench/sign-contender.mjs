// One contender of the signing benchmark in a process of its own, so that nobody pays for another's garbage:
// `node sign-contender.mjs WHO CONFIG`. Line in: input and output with a tab; line out: done.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';

const config = JSON.parse(process.argv[3]);
const { keyFile } = config;
const { runCommandLine } = await import(config.commandLine);

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
  sha256(input) {
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
  pdfsig(input, output) {
    const { database, nick } = config.pdfsig;
    const args = ['-add-signature', '-nssdir', database, '-nick', nick, '-nocert', input, output];
    execFileSync('pdfsig', args, { stdio: 'ignore', timeout: 60_000 });
  },
};

const work = contenders[process.argv[2]];
for await (const line of createInterface({ input: process.stdin })) {
  await work(...line.split('\t'));
  process.stdout.write('done\n');
}
