import { expect, test } from 'vitest';
import { addOperations, decideOperation, overlays, settlePulled } from '../../../renderer/replica/outbox-state.ts';
import { decideRow } from '../../../renderer/sync/accept-row.ts';
import { decideAfterSync } from '../../../renderer/sync/next-wait.ts';
import { parseLines } from '../../../renderer/sync/parse-row.ts';
import { MAX_PUSH_OPERATIONS, planPush } from '../../../renderer/sync/plan-push.ts';
import type { Operation } from '../../../shared/change.ts';

const zeros = '0'.repeat(64);
const operation = (n: number, id = 'v1'): Operation => ({
  v: 1,
  t: '2026-11-22T00:00:00Z',
  actor: 'p',
  akte: 'a',
  intent: 'edit-vorgang',
  ent: { art: 'vorgang', id },
  base: {},
  set: { titel: `T${n}` },
  need: [],
  dev: 'd',
  n,
  prev: zeros,
  h: zeros,
  sig: '',
});
const outboxOf = (count: number, from = 1) =>
  addOperations(
    new Map(),
    Array.from({ length: count }, (_, i) => operation(from + i)),
  );

test('S4: a row counts only if it follows the cursor', () => {
  expect(decideRow(7, { s: 8, p: 7 })).toEqual({ kind: 'apply', cursor: 8 });
  expect(decideRow(7, { s: 9, p: 8 }).kind).toBe('gap');
  expect(decideRow(7, { s: 7, p: 6 }).kind).toBe('duplicate');
});

test('R41: an acknowledged operation is laid over the record until the pull has its revision', () => {
  let outbox = decideOperation(outboxOf(2), { n: 1, status: 'ok', rev: 40 });
  outbox = settlePulled(outbox, { art: 'vorgang', id: 'v1' }, 39);
  expect(
    overlays(outbox)
      .get('vorgang:v1')
      ?.map(({ n }) => n),
  ).toEqual([1, 2]);
  outbox = settlePulled(outbox, { art: 'vorgang', id: 'v1' }, 40);
  expect(
    overlays(outbox)
      .get('vorgang:v1')
      ?.map(({ n }) => n),
  ).toEqual([2]);
});

test('R43: a rejected operation is laid over nothing and still there', () => {
  const outbox = decideOperation(outboxOf(1), { n: 1, status: 'rejected', code: 'no-right' });
  expect(overlays(outbox).size).toBe(0);
  expect(outbox.get(1)?.state).toEqual({ kind: 'rejected', code: 'no-right' });
});

test('I3: an unanswered push is sent again from the first undecided operation', () => {
  const outbox = decideOperation(outboxOf(3), { n: 1, status: 'ok', rev: 1 });
  const plan = planPush(outbox, 3);
  expect(plan.kind === 'send' && plan.operations.map(({ n }) => n)).toEqual([2, 3]);
});

test('R51: a server restored from a backup is fed again what it had acknowledged', () => {
  let outbox = outboxOf(3);
  for (const n of [1, 2, 3]) outbox = decideOperation(outbox, { n, status: 'ok', rev: n });
  expect(planPush(outbox, 3)).toEqual({ kind: 'nothing' });
  const plan = planPush(outbox, 1);
  expect(plan.kind === 'send' && plan.operations.map(({ n }) => n)).toEqual([2, 3]);
  expect(planPush(outboxOf(2, 5), 2)).toEqual({ kind: 'operation-gap' });
  expect(planPush(outboxOf(2), 9)).toEqual({ kind: 'device-fork' });
});

test('S12: a long outbox is sent in pieces', () => {
  const plan = planPush(outboxOf(MAX_PUSH_OPERATIONS + 5), 0);
  expect(plan.kind === 'send' && plan.operations.length).toBe(MAX_PUSH_OPERATIONS);
});

test('R49: pauses grow to at most 30 s; what a person must act on stops', () => {
  const waits = [1, 2, 3, 12].map((failures) => decideAfterSync({ code: 'server-unreachable', failures, random: 0.5 }));
  expect(waits.map(({ waitMs }) => waitMs)).toEqual([1_000, 2_000, 4_000, 20_000]);
  expect(decideAfterSync({ code: 'server-unreachable', failures: 99, random: 1 }).waitMs).toBe(30_000);
  expect(decideAfterSync({ code: 'device-revoked', failures: 1, random: 0 }).phase).toBe('stopped');
  // Whoever makes room on a disk does not come here to say so.
  expect(decideAfterSync({ code: 'disk-full', failures: 9, random: 0 })).toEqual({ phase: 'stopped', waitMs: 10_000 });
  expect(decideAfterSync({ code: null, failures: 0, random: 0.5 }).phase).toBe('idle');
});

test('S4: a line of another shape is refused, fields of a newer server are kept', () => {
  const d = { art: 'vorgang', id: 'v', akte: 'a', rev: 1, felder: { neu: ['x'] } };
  expect(parseLines(JSON.stringify({ k: 'put', s: 2, p: 1, d }))).toMatchObject([{ d: { felder: { neu: ['x'] } } }]);
  for (const bad of [
    'no json',
    JSON.stringify({ k: 'put', s: 2, p: 1, d: { ...d, felder: { neu: { tief: 1 } } } }),
    JSON.stringify({ k: 'put', s: 2, p: 1, d: { ...d, art: 'fremd' } }),
    JSON.stringify({ k: 'gone', s: 2, p: 1 }),
  ]) {
    expect(() => parseLines(bad)).toThrow('server-answer-invalid');
  }
});
