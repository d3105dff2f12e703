import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { judge } from '../fixtures/pdf/sign-with.ts';
import type { TestDevice } from '../workstation/device.ts';
import { askPdfsig } from '../workstation/strangers.ts';

const anchor: Uint8Array = new X509Certificate(
  readFileSync(path.join(import.meta.dirname, '../fixtures/pki/cards/ca.pem')),
).raw;
/** Every so-manieth signed file is shown to a second validator. */
const sampleEvery = 20;

/**
 * Every Version of these Dokumente as the server has it: each is made from the one before by appending, and has exactly one
 * valid signature more when a signature made it. Answers with how many signatures each Dokument carries.
 */
export async function judgeHistories(
  device: TestDevice,
  titles: readonly string[],
): Promise<readonly { readonly titel: string; readonly signed: number }[]> {
  const records = [...device.records.values()];
  const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-batch-'));
  const judged: { titel: string; signed: number }[] = [];
  try {
    for (const titel of titles) {
      const dokument = records.find(({ art, felder }) => art === 'dokument' && felder.titel === titel);
      expect(dokument, titel).toBeDefined();
      const versions = records
        .filter(({ art, felder }) => art === 'version' && felder.dokument === dokument!.id)
        .sort((a, b) => Number(a.felder.nummer) - Number(b.felder.nummer));
      let before: Buffer = Buffer.alloc(0);
      let signed = 0;
      for (const [index, { felder }] of versions.entries()) {
        expect(felder.nummer, titel).toBe(index + 1);
        const bytes = await fetchBytes(device, String(felder.sha));
        expect(bytes.subarray(0, before.length).equals(before), `${titel}: only appended`).toBe(true);
        if (felder.entstehung === 'unterschrift') {
          signed++;
          const { verdict, signatures } = judge(bytes, [anchor]);
          expect([titel, verdict, signatures.length]).toEqual([titel, 'valid', signed]);
          // The newest, wherever its field stands.
          expect(signatures.filter(({ coversWholeFile }) => coversWholeFile).length, titel).toBe(1);
        }
        before = bytes;
      }
      if (signed > 0 && judged.length % sampleEvery === 1)
        expectPdfsig(path.join(folder, 'sample.pdf'), before, signed);
      judged.push({ titel, signed });
    }
    return judged;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function expectPdfsig(file: string, bytes: Buffer, signed: number): void {
  writeFileSync(file, bytes);
  const wanted = { valid: Array.from({ length: signed }, () => true), wholeFile: true };
  expect(askPdfsig(file) ?? wanted).toEqual(wanted);
}

async function fetchBytes(device: TestDevice, sha: string): Promise<Buffer> {
  const answer = await device.fetch(`/v1/blobs/${sha}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}
