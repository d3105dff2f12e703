import { recordKey } from '../../renderer/replica/outbox-state.ts';
import { sameValue } from '../../shared/merge.ts';
import type { PullRow } from '../../shared/sync-protocol.ts';
import { type ModelDevice, seenRecord, takeRows } from './model-device.ts';
import { expectInvariant } from './violation.ts';
import type { World } from './world.ts';

/** What was seen before, to compare the next step with. */
export interface StepWitness {
  readonly cursors: Map<string, number>;
  readonly revs: Map<string, number>;
}

export const stepWitness = (): StepWitness => ({ cursors: new Map(), revs: new Map() });

/** What must hold after every step, not only in the end: I5 and I8. */
export function checkStep(world: World, touched: readonly ModelDevice[], witness: StepWitness): void {
  for (const device of touched) {
    checkMonotone(device, witness);
    checkOwnChangesSeen(device);
    checkSavedSurvives(world, device);
  }
}

function checkMonotone(device: ModelDevice, witness: StepWitness): void {
  // Fetched anew from another server: that is another story.
  const story = `${device.id} ${device.epoch}`;
  const cursor = witness.cursors.get(story) ?? 0;
  expectInvariant('I5', device.cursor >= cursor, () => `cursor of ${device.id} fell to ${device.cursor}`);
  witness.cursors.set(story, device.cursor);
  for (const [key, record] of device.records) {
    const rev = witness.revs.get(`${story} ${key}`) ?? 0;
    expectInvariant('I5', record.rev >= rev, () => `${key} on ${device.id} fell from rev ${rev} to ${record.rev}`);
    witness.revs.set(`${story} ${key}`, record.rev);
  }
}

// A person's own change never flickers away before the pull shows it, and never hides what was pulled after it.
// Also one that a crash left whole on the disk before anybody said that it was saved.
function checkOwnChangesSeen(device: ModelDevice): void {
  if (device.isRebuilding) return;
  const newest = new Map<string, { id: string; feld: string; wert: unknown; isDue: boolean }>();
  for (const { operation } of device.outbox.values()) {
    if (operation.ent.art !== 'vorgang') continue;
    const word = device.known.get(operation.n);
    const key = recordKey('vorgang', operation.ent.id);
    // Taken away meanwhile, or made by a leader who is slower than two whole pulls.
    if (word?.status === 'rejected' || device.gone.has(key) || (word && !device.records.has(key))) continue;
    const pulledRev = device.records.get(recordKey('vorgang', operation.ent.id))?.rev ?? 0;
    const isDue = !word || ('rev' in word && word.rev > pulledRev);
    for (const [feld, wert] of Object.entries(operation.set))
      if (!Array.isArray(wert)) newest.set(`${operation.ent.id} ${feld}`, { id: operation.ent.id, feld, wert, isDue });
  }
  for (const { id, feld, wert, isDue } of newest.values()) {
    const record = seenRecord(device, 'vorgang', id);
    const seen = record?.felder[feld];
    const due = isDue ? wert : device.records.get(recordKey('vorgang', id))?.felder[feld];
    const lies = feld !== 'ablage' || !isDue || record?.akte === wert;
    expectInvariant('I5', lies, () => `${device.id} sees ${id} in ${record?.akte} although it moved it to ${wert}`);
    expectInvariant(
      'I5',
      sameValue(seen, due as typeof seen),
      () =>
        `${device.id} sees ${feld} of ${id} as ${String(seen)} instead of ${isDue ? 'its own' : 'the pulled'} ${String(due)}`,
    );
  }
}

/** I11: the same rows once more, or any first part of them, change nothing. */
export function checkIdempotent(device: ModelDevice, rows: readonly PullRow[]): void {
  for (const part of [rows, rows.slice(0, Math.ceil(rows.length / 2)), [...rows, ...rows]]) {
    const again = {
      ...device,
      records: new Map(device.records),
      gone: new Set(device.gone),
      applied: [...device.applied],
    };
    takeRows(again, part);
    const isSame =
      again.cursor === device.cursor &&
      again.applied.length === device.applied.length &&
      again.records.size === device.records.size &&
      [...again.records].every(([key, record]) => device.records.get(key) === record);
    expectInvariant('I11', isSame, () => `${device.id} changed when ${part.length} rows came once more`);
  }
}

function checkSavedSurvives(world: World, device: ModelDevice): void {
  for (const operation of world.saved) {
    if (operation.dev !== device.id) continue;
    const kept = device.outbox.get(operation.n)?.operation.h === operation.h;
    expectInvariant('I8', kept, () => `saved operation ${operation.n} of ${device.id} is not in its journal`);
  }
}
