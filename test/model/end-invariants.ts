import { canonicalJson, type Operation } from '../../shared/change.ts';
import { sameValue } from '../../shared/merge.ts';
import { checkEffect } from './effect-invariants.ts';
import { seenRecord } from './model-device.ts';
import { keyOf, visibleRows, wireRecord } from './model-server.ts';
import { expectInvariant } from './violation.ts';
import type { World } from './world.ts';

/** What must hold once everything has arrived: I1, I2, I3, I4, I9. */
export function checkEnd(world: World): void {
  checkNobodyBlocked(world);
  checkContiguity(world);
  checkExactlyOnce(world);
  checkNothingLost(world);
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
    const visible = visibleRows(server, device.sees).map((row) => row.s);
    expectInvariant(
      'I4',
      canonicalJson(device.applied) === canonicalJson(visible),
      () => `${device.id} applied ${device.applied.length} rows of ${visible.length}`,
    );
  }
}

// Counted, not compared: without counting, a server that forgets to deduplicate goes unnoticed.
function checkExactlyOnce({ server, saved }: World): void {
  const counts = new Map<string, number>();
  for (const { put } of server.log) {
    if (!put) continue;
    const key = `${put.by.dev} ${put.by.n} ${keyOf(put.record)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of counts)
    expectInvariant('I3', count === 1, () => `${key} stands ${count} times in the log`);
  for (const { dev, n, ent, intent } of saved) {
    const isNew = intent === 'create-vorgang' || intent === 'add-ereignis';
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
    checkEffect(world.server, operation);
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
  return server.log.some(
    ({ put }) =>
      put !== null &&
      keyOf(put.record) === keyOf(ent) &&
      sameValue(put.record.felder[feld], wert) &&
      ((put.by.dev === dev && put.by.n === n) || isUnchanged(server, dev, n, ent)),
  );
}

function isUnchanged(server: World['server'], dev: string, n: number, ent: Operation['ent']): boolean {
  return !server.log.some(({ put }) => put?.by.dev === dev && put.by.n === n && keyOf(put.record) === keyOf(ent));
}

function isInKonflikt({ server }: World, { dev, n }: Operation, feld: string, wert: Wert): boolean {
  return server.log.some(
    ({ put }) =>
      put?.record.art === 'konflikt' &&
      put.record.felder.operationGeraet === dev &&
      put.record.felder.operationN === n &&
      put.record.felder.feld === feld &&
      sameValue(put.record.felder.mein, wert),
  );
}

function checkConvergence({ server, devices }: World): void {
  for (const device of devices) {
    const expected = [...server.records.values()].filter((record) => device.sees(record.akte));
    expectInvariant(
      'I1',
      device.records.size === expected.length,
      () => `${device.id} has ${device.records.size} records of ${expected.length}`,
    );
    for (const record of expected) {
      const wire = canonicalJson(wireRecord(record));
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
