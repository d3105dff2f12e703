import { expect, test } from 'vitest';
import { gangEnde } from '../../../shared/geschaeftsgang/gang-ende.ts';
import { gangStand } from '../../../shared/geschaeftsgang/gang-stand.ts';
import type { Schrittentscheidung, Zeichnung } from '../../../shared/geschaeftsgang/gang-types.ts';
import { sampleDevice, sampleRound, sampleZeichnung, shaOf } from './sample-gang.ts';

const [v1 = '', v2 = ''] = ['eins', 'zwei'].map((text) => shaOf(new TextEncoder().encode(text)));
const [yildiz, nowak] = ['p-yildiz', 'p-nowak'].map(sampleDevice) as [
  ReturnType<typeof sampleDevice>,
  ReturnType<typeof sampleDevice>,
];
const schritte = sampleRound(v1);
const act = (at: 0 | 1 | 2, entscheidung: Schrittentscheidung, zeit: string, after: readonly Zeichnung[] = []) =>
  sampleZeichnung(at === 0 ? yildiz : nowak, after, { versionSha: v1, entscheidung, zeit }, schritte[at]);
const ende = (zeichnungen: readonly Zeichnung[], more: { leading?: string; skipped?: readonly number[] } = {}) => {
  const { leading = v1, skipped = [] } = more;
  const orders = schritte.map((one, at) => (skipped.includes(at) ? { ...one, entfallen: true } : one));
  return gangEnde(gangStand({ schritte: orders, zeichnungen, leading }))?.id ?? null;
};
const first = act(0, 'mitgezeichnet', '2026-11-20T09:00:00.000Z');
const other = act(1, 'mitgezeichnet', '2026-11-20T08:30:00.000Z');
const final = act(2, 'schlussgezeichnet', '2026-11-20T10:00:00.000Z', [first, other]);
const refused = act(1, 'abgelehnt', '2026-11-20T08:30:00.000Z');

test('V17: a round ends when no step is open, with its last act', () => {
  expect(ende([])).toBeNull();
  expect(ende([first, other])).toBeNull();
  expect(ende([final, other, first])).toBe(final.id);
  expect(ende([first, other], { skipped: [2] })).toBe(first.id);
  expect(ende([], { skipped: [0, 1, 2] })).toBeNull();
});

test('V17: a refusal ends it also while others are asked beside it, until the step is skipped or the draft is changed', () => {
  expect(ende([refused])).toBe(refused.id);
  expect(ende([refused, first])).toBe(refused.id);
  expect(ende([refused, first], { skipped: [1] })).toBeNull();
  expect(ende([refused, first], { leading: v2 })).toBeNull();
});
