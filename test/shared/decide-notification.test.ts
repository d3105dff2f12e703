import { expect, test } from 'vitest';
import { type DueCounts, decideNotification, QUIET_MS, type Told } from '../../shared/decide-notification.ts';

const away = { nowMs: 1_000_000_000, isAllowed: true, isWatching: false };
const none: Told = { counts: { heute: 2, fristen: 0 }, at: null };
const counts = (heute: number, fristen = 0): DueCounts => ({ heute, fristen });

test('V14: what was there when the app was opened is not told, what comes after is', () => {
  expect(decideNotification(counts(9, 3), null, away).words).toBeNull();
  expect(decideNotification(counts(5), none, away)).toEqual({
    words: { key: 'melden.neu', n: 3 },
    told: { counts: counts(5), at: away.nowMs },
  });
  expect(decideNotification(counts(3, 1), none, away).words).toEqual({ key: 'melden.fristen', n: 1 });
});

test('V14: nobody is told who sees the window, has switched it off, or of less work', () => {
  expect(decideNotification(counts(5), none, { ...away, isWatching: true }).words).toBeNull();
  expect(decideNotification(counts(5), none, { ...away, isAllowed: false }).words).toBeNull();
  const less = decideNotification(counts(1), none, away);
  expect(less.words).toBeNull();
  // One that comes back is new.
  expect(decideNotification(counts(2), less.told, away).words).toEqual({ key: 'melden.neu', n: 1 });
});

test('V14: at most one in the quiet time; what came in it is told after it', () => {
  const { told } = decideNotification(counts(3), none, away);
  const during = decideNotification(counts(6), told, { ...away, nowMs: away.nowMs + QUIET_MS - 1 });
  expect(during.words).toBeNull();
  const after = decideNotification(counts(6), during.told, { ...away, nowMs: away.nowMs + QUIET_MS });
  expect(after.words).toEqual({ key: 'melden.neu', n: 3 });
});
