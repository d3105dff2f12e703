import { recordKey } from '../../renderer/replica/outbox-state.ts';
import { sameValue } from '../../shared/merge.ts';
import { type ModelDevice, seenRecord } from './model-device.ts';
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
    checkOwnChangesSeen(world, device);
    checkSavedSurvives(world, device);
  }
}

function checkMonotone(device: ModelDevice, witness: StepWitness): void {
  const cursor = witness.cursors.get(device.id) ?? 0;
  expectInvariant('I5', device.cursor >= cursor, () => `cursor of ${device.id} fell to ${device.cursor}`);
  witness.cursors.set(device.id, device.cursor);
  for (const [key, record] of device.records) {
    const rev = witness.revs.get(`${device.id} ${key}`) ?? 0;
    expectInvariant('I5', record.rev >= rev, () => `${key} on ${device.id} fell from rev ${rev} to ${record.rev}`);
    witness.revs.set(`${device.id} ${key}`, record.rev);
  }
}

// A person's own change never flickers away before the pull shows it, and never hides what was pulled after it.
function checkOwnChangesSeen(world: World, device: ModelDevice): void {
  const newest = new Map<string, { id: string; feld: string; wert: unknown; isDue: boolean }>();
  for (const operation of world.saved) {
    if (operation.dev !== device.id || operation.ent.art !== 'vorgang') continue;
    const word = device.known.get(operation.n);
    if (word?.status === 'rejected') continue;
    const pulledRev = device.records.get(recordKey('vorgang', operation.ent.id))?.rev ?? 0;
    const isDue = !word || ('rev' in word && word.rev > pulledRev);
    for (const [feld, wert] of Object.entries(operation.set))
      if (!Array.isArray(wert)) newest.set(`${operation.ent.id} ${feld}`, { id: operation.ent.id, feld, wert, isDue });
  }
  for (const { id, feld, wert, isDue } of newest.values()) {
    const seen = seenRecord(device, 'vorgang', id)?.felder[feld];
    const due = isDue ? wert : device.records.get(recordKey('vorgang', id))?.felder[feld];
    expectInvariant(
      'I5',
      sameValue(seen, due as typeof seen),
      () =>
        `${device.id} sees ${feld} of ${id} as ${String(seen)} instead of ${isDue ? 'its own' : 'the pulled'} ${String(due)}`,
    );
  }
}

function checkSavedSurvives(world: World, device: ModelDevice): void {
  for (const operation of world.saved) {
    if (operation.dev !== device.id) continue;
    const kept = device.outbox.get(operation.n)?.operation.h === operation.h;
    expectInvariant('I8', kept, () => `saved operation ${operation.n} of ${device.id} is not in its journal`);
  }
}
