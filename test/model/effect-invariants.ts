import type { Feldwert } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import { sameValue } from '../../shared/merge.ts';
import { writtenBy } from './model-feed.ts';
import { keyOf, type Put } from './model-server.ts';
import { expectInvariant } from './violation.ts';
import type { World } from './world.ts';

/** I2 seen from the log: what an operation did to its record, it did not do at the cost of somebody else's change. */
export function checkEffect({ server, savedIn }: World, operation: Operation): void {
  const history = writtenBy(server).filter(({ record }) => keyOf(record) === keyOf(operation.ent));
  const at = history.findIndex(({ by }) => by.dev === operation.dev && by.n === operation.n);
  const [before, after] = [history[at - 1], history[at]];
  if (!before || !after) return;
  if (operation.intent === 'settle-frist') checkSettledOnce(before, operation);
  else checkNothingOverwritten(history.slice(0, at), after, { operation, epoch: savedIn.get(operation.h) ?? 1 });
  checkListsKept(before, after, operation);
}

// Decided under its lock, whatever the person had seen of it: the second one who settles a Frist is told.
function checkSettledOnce({ record }: Put, { n, dev }: Operation): void {
  const wasOpen = record.felder.status === 'offen';
  expectInvariant('I2', wasOpen, () => `operation ${n} of ${dev} settled a Frist that was settled`);
}

// A value that somebody else wrote and this person had not seen may only be kept, never replaced.
function checkNothingOverwritten(
  earlier: readonly Put[],
  after: Put,
  { operation, epoch }: { readonly operation: Operation; readonly epoch: number },
): void {
  for (const feld of Object.keys(operation.set)) {
    const wert = earlier.at(-1)?.record.felder[feld];
    if (sameValue(wert, after.record.felder[feld])) continue;
    const written = earlier.findLast(
      ({ record }, i) => !sameValue(record.felder[feld], earlier[i - 1]?.record.felder[feld]),
    );
    const writer = written?.by.dev;
    const isSeen = !written || (written.epoch <= epoch && written.record.rev <= (operation.base[feld] ?? 0));
    expectInvariant(
      'I2',
      isSeen || writer === operation.dev,
      () =>
        `operation ${operation.n} of ${operation.dev} silently replaced ${feld} = ${String(wert)} written by ${writer}`,
    );
  }
}

function checkListsKept(before: Put, after: Put, operation: Operation): void {
  for (const feld of new Set([...Object.keys(operation.add ?? {}), ...Object.keys(operation.remove ?? {})])) {
    const removed = operation.remove?.[feld] ?? [];
    const kept = asList(before.record.felder[feld]).filter((element) => !removed.includes(element));
    const expected = new Set([...kept, ...(operation.add?.[feld] ?? [])]);
    const list = asList(after.record.felder[feld]);
    const isRight = list.length === expected.size && list.every((element) => expected.has(element));
    expectInvariant('I2', isRight, () => `${feld} after operation ${operation.n} of ${operation.dev} is ${list}`);
  }
}

const asList = (wert: Feldwert | undefined): readonly string[] => (Array.isArray(wert) ? wert : []);
