import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { judge, signBytes, stampBytes, testAnchor, testKey } from '../../../fixtures/pdf/sign-with.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/pdf/linearised');

test.each([
  ['table', 'table', undefined],
  ['stream', 'stream', undefined],
  ['encrypted', 'stream', 'offen'],
] as const)(
  'P65: a linearised %s file is one revision, and is continued like any other',
  async (name, xref, password) => {
    const original = readFileSync(path.join(folder, `${name}.pdf`));
    const opened = password === undefined ? {} : { password };
    const facts = inspectPdf(bytesSource(original), password);
    expect(facts).toMatchObject({ xref, revisions: 1, mayStamp: true, maySign: true });
    expect(facts.pages).toHaveLength(3);
    const once = await signBytes(stampBytes(original, password), testKey('ec'), opened);
    const twice = await signBytes(once, testKey('rsa'), opened);
    expect(twice.subarray(0, original.length).equals(original)).toBe(true);
    expect(inspectPdf(bytesSource(twice), password)).toMatchObject({ revisions: 4, xref });
    const { verdict, signatures, warnings } = judge(twice, [testAnchor], opened);
    expect({ verdict, warnings }).toEqual({ verdict: 'valid', warnings: [] });
    expect(signatures.map(({ changesAfter }) => changesAfter)).toEqual(['permitted', 'none']);
  },
);
