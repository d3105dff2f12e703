import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openPkcs12 } from '../../../electron/signer/open-pkcs12.ts';
import { practiceAkten } from '../../../server/practice/practice-akten.ts';
import { makePracticeKey, practiceSigner } from '../../../server/practice/practice-key.ts';
import { practicePost } from '../../../server/practice/practice-post.ts';
import { sealPdf } from '../../../server/seal/seal-pdf.ts';
import { feldschemata } from '../../../shared/feldschemata.ts';
import { validatePdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { commonName } from '../../../shared/pdf/sign/certificate.ts';
import { uebungsziele } from '../../../shared/uebungen.ts';
import { vorgangstypen } from '../../../shared/vorgangstypen/all-vorgangstypen.ts';
import { testDigest } from '../../fixtures/pdf/sign-with.ts';

const now = new Date('2026-11-20T10:00:00Z');
const key = openPkcs12(makePracticeKey('uebung', now), 'uebung', now);
const content = await practiceAkten((bytes) => sealPdf({ key }, { bytes, at: now, reason: 'ÜBUNG', tsa: null }));

/** The contents of the pages, unpacked; `(ÜBUNG \x96 nicht echt) Tj` shows the mark. */
function pageContents(pdf: Uint8Array): { readonly pages: number; readonly marks: number } {
  const text = Buffer.from(pdf).toString('latin1');
  const pages = text.match(/\/Type\/Page\//g)?.length ?? 0;
  let marks = 0;
  for (const { index } of text.matchAll(/stream\n/g)) {
    try {
      const content = inflateSync(Buffer.from(pdf).subarray(index + 7)).toString('latin1');
      marks += content.match(/\(ÜBUNG \x96 nicht echt\) Tj/g)?.length ?? 0;
    } catch {
      // Another kind of stream.
    }
  }
  return { pages, marks };
}

test('U6: every page of every document of practice bears the mark', () => {
  const files = [...content.blobs, ...practicePost()];
  expect(files.length).toBeGreaterThan(600);
  for (const { bytes } of files) {
    const { pages, marks } = pageContents(bytes);
    expect(pages).toBeGreaterThan(0);
    expect(marks).toBe(pages);
  }
});

test('U4: every record is complete, every Vorgangstyp has a Vorgang, and what the exercises are about is there', () => {
  for (const { art, id, felder } of content.records) {
    const parsed = z.strictObject(feldschemata[art]).safeParse(felder);
    expect(`${id} ${parsed.success ? '' : parsed.error.message}`).toBe(`${id} `);
  }
  const types = content.records.filter(({ akte, art }) => art === 'vorgang' && akte === uebungsziele.akte);
  expect(types.map(({ felder }) => felder.vorgangstyp)).toEqual(vorgangstypen.map(({ titel }) => titel));
  const ids = new Set(content.records.map(({ id }) => id));
  for (const id of Object.values(uebungsziele)) expect([id, ids.has(id)]).toEqual([id, true]);
});

test('U10: the signature of practice is sound, and nobody trusts it', () => {
  expect(commonName(key.certificate.subject)).toBe(practiceSigner);
  expect(() => openPkcs12(makePracticeKey('uebung', now), 'falsch', now)).toThrow('key-password-wrong');
  const version = content.records.find(({ id }) => id === 'dokument-uebung-bescheid-2');
  const bytes = content.blobs.find(({ sha }) => sha === version?.felder.sha)?.bytes ?? new Uint8Array();
  const { signatures } = validatePdf({ source: bytesSource(bytes), makeDigest: testDigest, trust: [], at: now });
  expect(signatures).toHaveLength(1);
  expect(signatures[0]?.verdict).toBe('indeterminate');
});
