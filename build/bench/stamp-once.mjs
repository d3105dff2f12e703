// Times the engine's stamp on one file in memory, many times: `node stamp-once.mjs CONFIG`. Prints the samples as JSON.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { engine, file, font, repetitions } = JSON.parse(process.argv[2]);
const { stampPdf } = await import(engine);
const bytes = readFileSync(file);
const source = { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
const makeDigest = (name) => {
  const hash = createHash(name);
  return { update: (piece) => void hash.update(piece), digest: () => hash.digest() };
};
const request = {
  source,
  makeDigest,
  kind: 'eingang',
  fields: { behoerde: 'Stadt Musterstadt', datum: '2026-11-21T09:14', quelle: 'poststelle' },
  font: readFileSync(font),
};
const once = () => stampPdf({ ...request, id: randomUUID(), at: new Date() });
const many = 200;
for (let i = 0; i < many; i++) once();
const samples = [];
for (let round = 0; round < repetitions; round++) {
  const started = performance.now();
  for (let i = 0; i < many; i++) once();
  samples.push((performance.now() - started) / many);
}
console.log(JSON.stringify(samples));
