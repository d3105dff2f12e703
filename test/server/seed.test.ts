import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { demoAkten } from '../../server/demo/demo-akten.ts';
import { demoAuthority } from '../../server/demo/demo-authority.ts';
import { feldschemata } from '../../shared/feldschemata.ts';

const demo = demoAkten();

test('the demo is the same every time', () => {
  const digest = ({ records, blobs }: ReturnType<typeof demoAkten>) =>
    createHash('sha256')
      .update(JSON.stringify([records, blobs.map(({ sha }) => sha)]))
      .digest('hex');
  expect(digest(demoAkten())).toBe(digest(demo));
});

test('the demo has the size of a small authority', () => {
  const count = (art: string) => demo.records.filter((record) => record.art === art).length;
  expect(count('akte')).toBe(41);
  expect(count('vorgang')).toBeGreaterThan(190);
  expect(count('dokument')).toBeGreaterThan(590);
  expect(count('version')).toBe(count('dokument'));
  expect(
    demo.records.filter(({ akte, felder }) => akte?.startsWith('posteingang-') && felder.vorgang === null),
  ).toHaveLength(15);
});

test('every record of the demo is complete and valid', () => {
  for (const { art, id, felder } of [...demoAuthority.records, ...demo.records]) {
    const parsed = z.strictObject(feldschemata[art]).safeParse(felder);
    expect(`${id} ${parsed.success ? '' : parsed.error.message}`).toBe(`${id} `);
  }
});

test('every Version has its bytes', () => {
  const shas = new Set(demo.blobs.map(({ sha }) => sha));
  for (const { art, felder } of demo.records) if (art === 'version') expect(shas.has(String(felder.sha))).toBe(true);
});
