import { expect, test } from 'vitest';
import { differenceWords } from '../../../renderer/screens/pruefansicht/difference-words.ts';
import { keyOf, listDifferences } from '../../../renderer/screens/pruefansicht/differences.ts';
import { textsIn } from '../../../renderer/ui/use-texts.ts';
import type { PairOutcome } from '../../../renderer/viewer/compare-protocol.ts';
import type { Change, ChangeFact } from '../../../shared/pdf/validate/change-fact.ts';

const rect = { x: 100, y: 500, width: 120, height: 40 };
const pairs = [
  { signed: 0, current: 0 },
  { signed: 1, current: 1 },
];
const stamp: Change = { code: 'annotation-added', name: 'Stamp', pageIndex: 1, rect, isPermitted: true };
const seenAt = (place: typeof rect, signed = '', current = ''): PairOutcome => ({
  kind: 'different',
  areas: [{ rect: place, signed, current }],
  isResized: false,
});

function found(
  changes: readonly Change[],
  outcomes: Readonly<Record<number, PairOutcome>>,
  warnings: ChangeFact[] = [],
) {
  const changesAfter = changes.some(({ isPermitted }) => !isPermitted)
    ? ('forbidden' as const)
    : ('permitted' as const);
  const seen = new Map(Object.entries(outcomes).map(([index, outcome]) => [Number(index), outcome]));
  return listDifferences({ changes, changesAfter, warnings }, pairs, seen);
}

test('P104: a place that looks different where a known change lies is that change', () => {
  const { onPages } = found([stamp], { 0: { kind: 'same' }, 1: seenAt({ ...rect, x: 104, width: 100 }) });
  expect(onPages).toMatchObject([
    { number: 1, pairIndex: 1, tone: 'permitted', rect, fact: { code: 'annotation-added' } },
  ]);
});

test('P104: a place that nothing explains is listed with the text of both states', () => {
  const forged: Change = { code: 'page-object-changed', name: '5', pageIndex: 0, isPermitted: false };
  const { onPages, elsewhere } = found([forged], { 0: seenAt(rect, '100 Euro', '900 Euro') });
  expect(onPages).toMatchObject([{ tone: 'forbidden', seen: 'area', signed: '100 Euro', current: '900 Euro' }]);
  expect(elsewhere).toEqual([forged]);
  expect(differenceWords(textsIn('de'), onPages[0]!)).toBe('Seite 1: andere Darstellung');
});

test('P104: a replaced object that looks the same is listed by itself, several as one', () => {
  const object = (name: string): Change => ({ code: 'page-object-changed', name, pageIndex: 0, isPermitted: false });
  const { onPages } = found([object('5'), object('8')], { 0: { kind: 'same' } });
  expect(onPages.map((one) => differenceWords(textsIn('de'), one))).toEqual([
    'Seite 1: Inhalt der Seite geändert (Objekt 5, 8)',
  ]);
});

test('P104: a permitted change over text says so, and what stood there', () => {
  const warning: ChangeFact = { code: 'annotation-over-text', name: 'Stamp', pageIndex: 1, rect };
  const { onPages } = found([stamp], { 1: seenAt(rect, 'Die Gebühr beträgt 100 Euro.') }, [warning]);
  expect(onPages).toMatchObject([{ tone: 'covering', signed: 'Die Gebühr beträgt 100 Euro.' }]);
  expect(found([], { 1: { kind: 'same' } }, [warning]).onPages).toMatchObject([
    { tone: 'covering', fact: { code: 'annotation-over-text' } },
  ]);
});

test('P104: pages stand in order, the whole page before its places; changes without a page stand apart', () => {
  const store: Change = { code: 'store-added', isPermitted: true };
  const removed: Change = { code: 'annotations-removed', pageIndex: 1, isPermitted: true };
  const { onPages, elsewhere } = found([stamp, store, removed], { 0: { kind: 'only-signed' }, 1: { kind: 'same' } });
  expect(onPages.map(({ number, seen, fact }) => [number, fact?.code ?? seen])).toEqual([
    [1, 'only-signed'],
    [2, 'annotations-removed'],
    [3, 'annotation-added'],
  ]);
  expect(elsewhere).toEqual([store]);
  expect(new Set(onPages.map(keyOf)).size).toBe(3);
});
