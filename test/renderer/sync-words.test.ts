import { describe, expect, test } from 'vitest';
import type { SyncStatus } from '../../renderer/replica-api/open-work.ts';
import { describeSync } from '../../renderer/sync-words.ts';
import { textsIn } from '../../renderer/ui/use-texts.ts';

const now = new Date('2026-11-22T09:00:00+01:00');
const quiet: SyncStatus = {
  phase: 'idle',
  since: '2026-11-22T08:12:00+01:00',
  done: 0,
  total: 0,
  bytesDone: 0,
  bytesTotal: 0,
  waitingVorgaenge: 0,
  waitingOperations: 0,
  lastSync: '2026-11-22T08:12:00+01:00',
  leaseUntil: '2026-12-04T08:12:00+01:00',
  clockOffMs: 0,
  updateUntil: null,
  code: null,
};
const say = (status: Partial<SyncStatus>, language: 'de' | 'en' = 'de', rejected = 0) =>
  describeSync({ ...quiet, ...status }, rejected, textsIn(language), now);

describe('the status line tells the truth', () => {
  test('everything sent is said only when nothing waits', () => {
    expect(say({})).toMatchObject({ tone: 'ok', main: 'Verbunden · alles gesendet', waiting: '', lease: '' });
    expect(say({ waitingOperations: 1, waitingVorgaenge: 1 })).toMatchObject({
      tone: 'warn',
      main: 'Verbunden',
      waiting: '1 Vorgang wartet auf die Behörde',
    });
  });

  test('what was not accepted is never called all sent', () => {
    expect(say({}, 'de', 1)).toMatchObject({ tone: 'warn', main: 'Verbunden · gesendet' });
    expect(say({ waitingOperations: 1 }, 'de', 1).main).toBe('Verbunden');
    expect(say({}, 'en', 2).main).toBe('Connected · sent');
  });

  test('offline says since when and what waits, and how long that may last', () => {
    const words = say({ phase: 'offline', code: 'server-unreachable', waitingOperations: 5, waitingVorgaenge: 3 });
    expect(words.tone).toBe('warn');
    expect(words.main).toMatch(/^Offline seit /);
    expect(words.why).toBeNull();
    expect(words.waiting).toBe('3 Vorgänge warten auf die Behörde');
    expect(words.lease).toBe('Abgleich nötig in 12 Tagen');
  });

  test('a reason other than a missing line is named, with its code', () => {
    const words = say({ phase: 'offline', code: 'clock-skew' });
    expect(words.main).toMatch(/^Offline seit /);
    expect(words.why).toEqual({
      sentence: 'Die Uhr dieses Rechners weicht stark von der Behörde ab.',
      code: 'clock-skew',
    });
  });

  test('stopped is bad and says why in one sentence', () => {
    const words = say({ phase: 'stopped', code: 'clock-skew' });
    expect(words).toMatchObject({ tone: 'bad', main: 'Abgleich angehalten' });
    expect(words.why?.sentence).toMatch(/^[^.]+\.$/);
  });

  test('a code that no longer matters, once the exchange goes on, is not said', () => {
    expect(say({ phase: 'syncing', code: 'server-unreachable' }).why).toBeNull();
  });

  test('a transfer counts, with bytes where there are any', () => {
    expect(say({ phase: 'syncing' }).main).toBe('Abgleich läuft');
    expect(say({ phase: 'syncing', done: 2, total: 7 }).main).toBe('Abgleich: 2 von 7');
    expect(say({ phase: 'syncing', done: 2, total: 7, bytesDone: 1_000, bytesTotal: 2_000 }).main).toMatch(
      /^Abgleich: 2 von 7 · .+ von .+/,
    );
  });

  test('changes that belong to no Vorgang are counted as changes', () => {
    expect(say({ waitingOperations: 2 }).waiting).toBe('2 Änderungen warten auf die Behörde');
  });

  test('a lease that has run out is said, and a device that never exchanged too', () => {
    expect(say({ phase: 'offline', leaseUntil: '2026-11-20T08:00:00+01:00' }).lease).toBe('Abgleich überfällig');
    expect(say({ lastSync: null }).lastSync).toBe('Noch nie abgeglichen');
  });

  test('S92: a clock that is off by a minute or more is said, ahead or behind, and less is not', () => {
    expect(say({ clockOffMs: 59_000 }).clock).toBe('');
    expect(say({ clockOffMs: -59_000 }).clock).toBe('');
    expect(say({ clockOffMs: 61_000 }).clock).toBe('Uhr geht 1 Minute vor');
    expect(say({ clockOffMs: -181_000 }).clock).toBe('Uhr geht 3 Minuten nach');
    expect(say({ clockOffMs: -181_000 }, 'en').clock).toBe('Clock 3 minutes slow');
    expect(say({ clockOffMs: 181_000 }).tone).toBe('ok');
  });

  test('S93: by when the program has to be updated is said', () => {
    expect(say({}).update).toBe('');
    expect(say({ updateUntil: '2027-01-31T09:00:00+01:00' }).update).toMatch(/^Programm bis .*31.* aktualisieren$/);
  });

  test('English says the same', () => {
    expect(say({ waitingOperations: 1, waitingVorgaenge: 1 }, 'en').waiting).toBe(
      '1 case is waiting for the authority',
    );
  });
});
