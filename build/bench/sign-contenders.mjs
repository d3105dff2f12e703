// One case of the signing benchmark in one process: `node sign-contenders.mjs CONFIG`. Prints the samples as JSON.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import signpdf from '@signpdf/signpdf';

const config = JSON.parse(process.argv[2]);
const { runCommandLine } = await import(config.commandLine);
const keyFile = path.join(config.root, 'test/fixtures/pki/rsa.p12');
const inputs = Array.from({ length: config.files }, (_, i) => path.join(config.folder, `${config.files}-${i}.pdf`));
for (const input of inputs) writeFileSync(input, plainPdf(config.sizeBytes));

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
    writeFileSync(output, await (signpdf.default ?? signpdf).sign(pdfBuffer, signer));
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
};

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
console.log(JSON.stringify(samples));

/** A valid one-page file whose image stream has random bytes. */
function plainPdf(sizeBytes) {
  const image = randomBytes(sizeBytes);
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = [];
  let length = parts[0].length;
  const put = (...pieces) => {
    offsets.push(length);
    for (const piece of [Buffer.from(`${offsets.length} 0 obj\n`), ...pieces, Buffer.from('\nendobj\n')]) {
      parts.push(piece);
      length += piece.length;
    }
  };
  put(Buffer.from('<</Type/Catalog/Pages 2 0 R>>'));
  put(Buffer.from('<</Type/Pages/Count 1/Kids[3 0 R]>>'));
  put(Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>>>'));
  const head = `<</Type/XObject/Subtype/Image/Width 1/Height ${sizeBytes}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${sizeBytes}>>\nstream\n`;
  put(Buffer.from(head), image, Buffer.from('\nendstream'));
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 5\n0000000000 65535 f \n${rows}${trailer}`)]);
}
