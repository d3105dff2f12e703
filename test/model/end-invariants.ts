import { compareVerlauf } from '../../renderer/replica/compare-verlauf.ts';
import { canonicalJson, type Operation } from '../../shared/change.ts';
import { sameValue } from '../../shared/merge.ts';
import { checkEffect } from './effect-invariants.ts';
import { seenRecord } from './model-device.ts';
import { visibleRecords, visibleRows, writtenBy } from './model-feed.ts';
import { creating, keyOf, sees } from './model-server.ts';
import { expectInvariant } from './violation.ts';
import type { World } from './world.ts';

/** What must hold once everything has arrived: I1, I2, I3, I4, I6, I7, I9, I10. */
export function checkEnd(world: World): void {
  checkNobodyBlocked(world);
  checkContiguity(world);
  checkExactlyOnce(world);
  checkNothingLeaks(world);
  checkActsBound(world);
  checkNothingLost(world);
  checkHistories(world);
  checkConvergence(world);
}

function checkNobodyBlocked({ server, devices, saved }: World): void {
  for (const { dev, n } of saved)
    expectInvariant('I9', server.decided.get(dev)?.has(n) === true, () => `operation ${n} of ${dev} never decided`);
  for (const device of devices)
    for (const [n, { state }] of device.outbox)
      expectInvariant('I9', state.kind !== 'waiting', () => `operation ${n} of ${device.id} still waits`);
}

function checkContiguity({ server, devices }: World): void {
  for (const [i, row] of server.log.entries())
    expectInvariant('I4', row.s === i + 1, () => `sequence ${row.s} at place ${i + 1}`);
  for (const device of devices) {
    const applied = new Set(device.applied);
    const isOrdered = device.applied.every((s, i) => i === 0 || device.applied[i - 1]! < s);
    expectInvariant('I4', isOrdered, () => `${device.id} applied rows out of order`);
    for (const { s } of visibleRows(server, device.person))
      expectInvariant('I4', applied.has(s), () => `${device.id} never applied row ${s}`);
  }
}

// Counted, not compared: without counting, a server that forgets to deduplicate goes unnoticed.
function checkExactlyOnce({ server, saved }: World): void {
  const counts = new Map<string, number>();
  for (const { by, record } of writtenBy(server)) {
    const key = `${by.dev} ${by.n} ${keyOf(record)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of counts)
    expectInvariant('I3', count === 1, () => `${key} stands ${count} times in the log`);
  for (const { dev, n, ent, intent } of saved) {
    const isNew = creating.has(intent);
    if (!isNew || server.decided.get(dev)?.get(n)?.result.status === 'rejected') continue;
    const count = counts.get(`${dev} ${n} ${keyOf(ent)}`);
    expectInvariant('I3', count === 1, () => `${intent} ${n} of ${dev} stands ${count ?? 0} times in the log`);
  }
}

function checkNothingLost(world: World): void {
  for (const operation of world.saved) {
    const parked = world.devices.some(
      ({ id, outbox }) => id === operation.dev && outbox.get(operation.n)?.state.kind === 'rejected',
    );
    if (parked) continue;
    checkEffect(world, operation);
    for (const [feld, wert] of Object.entries(operation.set))
      expectInvariant(
        'I2',
        isInHistory(world, operation, feld, wert) || isInKonflikt(world, operation, feld, wert),
        () => `${feld} of operation ${operation.n} of ${operation.dev} is in no history, Konflikt or parked operation`,
      );
  }
}

type Wert = Operation['set'][string];

// Before the operation or by it: an operation that writes what already stands there changes nothing.
function isInHistory({ server }: World, { dev, n, ent }: Operation, feld: string, wert: Wert): boolean {
  return writtenBy(server).some(
    ({ record, by }) =>
      keyOf(record) === keyOf(ent) &&
      sameValue(record.felder[feld], wert) &&
      ((by.dev === dev && by.n === n) || isUnchanged(server, dev, n, ent)),
  );
}

function isUnchanged(server: World['server'], dev: string, n: number, ent: Operation['ent']): boolean {
  return !writtenBy(server).some(({ by, record }) => by.dev === dev && by.n === n && keyOf(record) === keyOf(ent));
}

function isInKonflikt({ server }: World, { dev, n }: Operation, feld: string, wert: Wert): boolean {
  return writtenBy(server).some(
    ({ record: { art, felder } }) =>
      art === 'konflikt' &&
      felder.operationGeraet === dev &&
      felder.operationN === n &&
      felder.feld === feld &&
      sameValue(felder.mein, wert),
  );
}

// A withdrawn Akte leaves nothing behind but unsent work, and that is parked by then.
function checkNothingLeaks({ server, devices }: World): void {
  for (const device of devices) {
    for (const { akte, id } of device.records.values())
      expectInvariant('I6', sees(server, device.person, akte), () => `${device.id} still holds ${id} of Akte ${akte}`);
    for (const { art, id, akte } of server.records.values())
      expectInvariant(
        'I6',
        sees(server, device.person, akte) || seenRecord(device, art, id) === null,
        () => `${device.id} still shows ${id} of Akte ${akte}`,
      );
  }
}

function checkActsBound({ server }: World): void {
  const versions = [...server.records.values()].filter(({ art }) => art === 'version');
  for (const { id, akte, felder } of server.records.values()) {
    if (typeof felder.versionSha !== 'string') continue;
    const isBound = versions.some((version) => version.felder.sha === felder.versionSha && version.akte === akte);
    expectInvariant('I10', isBound, () => `${id} binds to bytes that no Version of its Akte has`);
  }
}

// Two clocks may say the same moment; what then stands first must not depend on whose screen it is.
function checkHistories({ devices }: World): void {
  const [first, ...others] = devices.map(historyOf);
  for (const [i, other] of others.entries()) {
    const shared = other.filter((id) => first!.includes(id));
    expectInvariant(
      'I7',
      canonicalJson(first!.filter((id) => other.includes(id))) === canonicalJson(shared),
      () => `the history on ${devices[i + 1]!.id} has another order than on ${devices[0]!.id}`,
    );
  }
}

function historyOf({ records }: World['devices'][number]): string[] {
  const rows = [...records.values()].filter(({ art }) => art === 'ereignis');
  return rows
    .map(({ id, felder }) => ({ id, zeit: String(felder.zeit) }))
    .sort(compareVerlauf)
    .map(({ id }) => id);
}

function checkConvergence({ server, devices }: World): void {
  for (const device of devices) {
    const expected = visibleRecords(server, device.person);
    expectInvariant(
      'I1',
      device.records.size === expected.length,
      () => `${device.id} has ${device.records.size} records of ${expected.length}`,
    );
    for (const record of expected) {
      const wire = canonicalJson(record);
      const { art, id } = record;
      expectInvariant(
        'I1',
        canonicalJson(device.records.get(keyOf(record))) === wire,
        () => `${art} ${id} on ${device.id} differs from the server's`,
      );
      expectInvariant(
        'I1',
        canonicalJson(seenRecord(device, art, id)) === wire,
        () => `${device.id} still sees its own change of ${art} ${id}`,
      );
    }
  }
}
