import { expect, test } from 'vitest';
import type { GangZeichnung } from '../../../renderer/replica-api/gang-rows.ts';
import { signerWords } from '../../../renderer/screens/dokument/signer-words.ts';
import { geschaeftsgang } from '../demo-gang.ts';

const t = ((key: string, values: { wer: string }) => `${key} ${values.wer}`) as Parameters<typeof signerWords>[1]['t'];
const said = (set: Partial<GangZeichnung>) => {
  const act = geschaeftsgang.schritte[0]?.zeichnung;
  return act && signerWords({ ...act, von: 'Mehmet Yıldız', zusatz: 'i. V.', ...set }, { t });
};

test('G21: the Zusatz stands where somebody stood in and at a Schlusszeichnung, not at a Mitzeichnung in the own name', () => {
  expect(said({})).toBe('Mehmet Yıldız');
  expect(said({ fuer: 'Sabine Brandt' })).toBe('i. V. Mehmet Yıldız gang.for Sabine Brandt');
  expect(said({ entscheidung: 'schlussgezeichnet' })).toBe('i. V. Mehmet Yıldız');
  expect(said({ entscheidung: 'schlussgezeichnet', zusatz: '' })).toBe('Mehmet Yıldız');
});
