// Signing in a worker of the app, beside hashing the same bytes: what the pdf worker does between two messages.
import { createSHA256 } from 'hash-wasm';
import { createWasmDigests } from '../../../shared/crypto/wasm-digest.ts';
import { finishSignature, prepareSignature, requireGoodSignature } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';

const mostRandomBytes = 65_536;

self.onmessage = async ({ data: config }) => {
  try {
    const chain = config.chain.map((text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
    const file = plainPdf(config.sizeBytes);
    for (const contender of config.plan) {
      const startedAt = performance.now();
      if (contender === 'ours') await sign(file, chain);
      else await hash(file);
      postMessage({ contender, count: config.sizeBytes, ms: performance.now() - startedAt });
    }
    postMessage({ done: true });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
};

/** All but the key's own work, which another process does; its value is chance here, so the check at the end refuses it. */
async function sign(file, chain) {
  const makeDigest = await createWasmDigests();
  const slot = prepareSignature({ source: bytesSource(file), makeDigest, chain, at: new Date() });
  const appended = finishSignature(slot, crypto.getRandomValues(new Uint8Array(384)));
  const code = codeOf(() => requireGoodSignature(slot, appended));
  if (code !== 'pdf-signature-broken') throw new Error(`a value of chance passed as a signature: ${code}`);
  const whole = new Uint8Array(file.length + appended.length);
  whole.set(file);
  whole.set(appended, file.length);
}

async function hash(file) {
  const hasher = await createSHA256();
  hasher.update(file);
  hasher.digest('binary');
}

function codeOf(work) {
  try {
    work();
    return null;
  } catch (error) {
    return error.code ?? String(error);
  }
}

/** A valid one-page file whose image stream has random bytes. */
function plainPdf(imageBytes) {
  const image = new Uint8Array(imageBytes);
  for (let at = 0; at < imageBytes; at += mostRandomBytes) {
    crypto.getRandomValues(image.subarray(at, Math.min(at + mostRandomBytes, imageBytes)));
  }
  const text = new TextEncoder();
  const stream = `<</Type/XObject/Subtype/Image/Width 1/Height ${imageBytes}/ColorSpace/DeviceGray/BitsPerComponent 8`;
  const bodies = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>>>',
    `${stream}/Length ${imageBytes}>>\nstream\n`,
  ];
  let head = '%PDF-1.7\n';
  const offsets = bodies.map((body, index) => {
    const offset = head.length;
    head += `${index + 1} 0 obj\n${body}${index < 3 ? '\nendobj\n' : ''}`;
    return offset;
  });
  const tail = '\nendstream\nendobj\n';
  const startxref = head.length + imageBytes + tail.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${startxref}\n%%EOF\n`;
  const parts = [text.encode(head), image, text.encode(tail + end)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}
