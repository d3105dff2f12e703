import { isPosteingang } from '../../shared/akte.ts';
import type { AkteZeile } from '../replica-api/akte-rows.ts';
import type { Queries } from '../replica-api/live-queries.ts';
import { createAkteFacts } from './akte-facts.ts';
import { foldText } from './fold-text.ts';
import { createTextFilter, listPage, narrowRows } from './list-rows.ts';
import { memo } from './memo.ts';
import { createMitnahmen } from './packed-akten.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';
import { byValue } from './sort-keys.ts';
import { takenAlong } from './taken-along.ts';

type Input<Q extends keyof Queries> = Queries[Q]['input'];

/** Questions about Akten. */
export function createAkten(replica: Replica) {
  const { akte } = replica.tables;
  const facts = createAkteFacts(replica);
  const mitnahmen = createMitnahmen(replica);
  const below = createSubtree(replica);
  const textFilter = createTextFilter(akte);
  const counters = memo(
    () => [akte.changes, replica.tables.vorgang.changes, replica.tables.dokument.changes],
    () => ({}),
  );
  let sortedFor: object | null = null;

  const zeile = (row: number, taken = takenAlong(replica)): AkteZeile => {
    const id = akte.ids[row] ?? '';
    return {
      id,
      aktenzeichen: akte.text('aktenzeichen', row),
      titel: akte.text('titel', row),
      fruehereZeichen: akte.text('fruehereZeichen', row).split('\n').filter(Boolean),
      aktenplaneinheit: akte.code('aktenplaneinheit', row) ?? '',
      federfuehrung: nameOf(replica, akte.code('federfuehrung', row)),
      status: akte.code('status', row) ?? '',
      vertraulichkeit: akte.code('vertraulichkeit', row) ?? '',
      gepackt: taken.has(id),
      mitgenommen: mitnahmen(id),
      ...facts(id),
    };
  };

  const sortKey = (sort: keyof AkteZeile) => (row: number) => {
    const value = zeile(row)[sort];
    return typeof value === 'string' ? foldText(value) : Number(value);
  };

  return {
    zeile,
    byId(id: string | null): AkteZeile | null {
      const row = akte.row(id);
      return row < 0 ? null : zeile(row);
    },
    list(input: Input<'akten'>) {
      const isFolded = input.sort === 'aktenzeichen' || input.sort === 'titel';
      const order = isFolded
        ? akte.foldedOrder(input.sort)
        : akte.order(input.sort, () => byValue(sortKey(input.sort)));
      // Counts and names depend on more than the Akte itself.
      if (
        sortedFor !== counters() &&
        !['aktenzeichen', 'titel', 'status', 'vertraulichkeit', 'id'].includes(input.sort)
      ) {
        order.invalidate();
        sortedFor = counters();
      }
      const inPlan = input.aktenplaneinheit === null ? null : below(input.aktenplaneinheit);
      const withText = textFilter(input.text);
      const taken = takenAlong(replica);
      const isListed = (row: number) =>
        isFiled(replica, row) && (inPlan?.has(akte.code('aktenplaneinheit', row) ?? '') ?? true);
      return listPage({
        ...input,
        order: order.rows(akte.rowCount, akte.isLive),
        among: narrowRows(akte, withText, isListed),
        toRow: (row) => zeile(row, taken),
      });
    },
    aktenplan(): Queries['aktenplan']['output'] {
      const plan = replica.tables.aktenplaneinheit;
      const counts = countPlan(replica);
      const order = plan.foldedOrder('kennzeichen');
      return [...order.rows(plan.rowCount, plan.isLive)].map((row) => ({
        id: plan.ids[row] ?? '',
        kennzeichen: plan.text('kennzeichen', row),
        titel: plan.text('titel', row),
        uebergeordnet: plan.code('uebergeordnet', row),
        akten: counts.get(plan.ids[row] ?? '') ?? 0,
      }));
    },
  };
}

/** Whether a row is an Akte to the person: a Posteingang is a place of its own, with a screen of its own. */
function isFiled({ tables: { akte } }: Replica, row: number): boolean {
  return akte.isLive(row) && !isPosteingang(akte.ids[row] ?? null);
}

/** A node of the Aktenplan and everything below it. */
function createSubtree({ tables: { aktenplaneinheit: plan } }: Replica): (id: string) => ReadonlySet<string> {
  const children = memo(
    () => [plan.changes],
    () => {
      const byParent = new Map<string, string[]>();
      plan.ids.forEach((id, row) => {
        const parent = plan.code('uebergeordnet', row);
        if (id && parent) byParent.set(parent, [...(byParent.get(parent) ?? []), id]);
      });
      return byParent;
    },
  );
  return (id) => {
    const found = new Set([id]);
    for (const node of found) for (const child of children().get(node) ?? []) found.add(child);
    return found;
  };
}

/** Akten in each node and below. A loop in the plan ends at the first node seen twice. */
function countPlan(replica: Replica): ReadonlyMap<string, number> {
  const { akte, aktenplaneinheit: plan } = replica.tables;
  const counts = new Map<string, number>();
  for (let row = 0; row < akte.rowCount; row++) {
    const seen = new Set<string>();
    let node = isFiled(replica, row) ? akte.code('aktenplaneinheit', row) : null;
    while (node !== null && !seen.has(node)) {
      seen.add(node);
      counts.set(node, (counts.get(node) ?? 0) + 1);
      node = plan.code('uebergeordnet', plan.row(node));
    }
  }
  return counts;
}
