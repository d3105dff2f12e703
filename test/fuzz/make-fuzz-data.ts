import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPkcs12 } from '../../electron/signer/read-pkcs12.ts';
import { makeBases } from '../attacks/craft.ts';
import { genuine } from '../attacks/genuine.ts';
import { letter } from '../attacks/letter.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { recordedAnswers, recordedFolder } from '../fixtures/pdf/recorded-answers.ts';
import { pkiFile, testAnchor, testFont, testKey, testTime } from '../fixtures/pdf/sign-with.ts';
import { richBodies } from '../fixtures/pdf/update-file.ts';
import type { BaseFile } from './base.ts';
import type { FuzzData } from './fuzz-data.ts';

/** Genuine files of every kind: the corpus where it is, our own, signed ones, and recorded ones (encrypted, B-LTA). */
export async function makeFuzzData(corpus: string | null): Promise<FuzzData> {
  const bases = await makeBases();
  const signed = await Promise.all(
    genuine.map(async ({ name, make }): Promise<BaseFile> => ({ name, bytes: await make(bases) })),
  );
  const own: BaseFile[] = [
    { name: 'plain table', bytes: makePdf(plainBodies(3)) },
    { name: 'plain stream', bytes: makePdf(plainBodies(3), 'stream') },
    { name: 'plain hybrid', bytes: makePdf(plainBodies(3), 'hybrid') },
    { name: 'form', bytes: makePdf(richBodies()) },
    { name: 'letter in an object stream', bytes: letter({}, 'stream') },
  ];
  const kept = readFolder(recordedFolder);
  const [content] = readPkcs12(pkiFile('rsa.p12'), 'test').privateKeys;
  const answers = recordedAnswers();
  return {
    files: [...own, ...signed, ...kept, ...(corpus === null ? [] : readCorpus(corpus))],
    answers,
    tools: {
      chain: testKey('rsa').chain,
      privateKey: content!,
      font: testFont,
      trust: [testAnchor, answers.root],
      at: testTime,
    },
  };
}

function readCorpus(folder: string): BaseFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => readFolder(path.join(folder, name)));
}

function readFolder(folder: string): BaseFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
}
