import { parseVerweis } from '../../shared/verweis.ts';
import type { DokumentVerweis } from '../replica-api/detail-rows.ts';
import { memo } from './memo.ts';
import { titleOf } from './record-title.ts';
import type { Replica } from './replica.ts';

/** Answers which Dokumente a Dokument refers to, and which refer to it; what is not on this device shows nothing of itself. */
export function createDokumentVerweise(replica: Replica): (id: string) => DokumentVerweis[] {
  const { dokument } = replica.tables;
  const all = memo(
    () => [dokument.changes],
    () => allVerweise(replica),
  );
  return (id) => {
    const own = verweiseOf(replica, dokument.row(id)).map((ziel) => ({ ...ziel, other: ziel.id, isOwn: true }));
    const others = (all().get(id) ?? []).map((ziel) => ({ ...ziel, other: ziel.from, isOwn: false }));
    return [...own, ...others].map(({ beziehung, other, isOwn }) => ({
      beziehung,
      isOwn,
      dokument: other,
      ...titleOf(replica, 'dokument', other),
      unsent: isUnsent(replica, isOwn ? id : other, isOwn ? other : id),
    }));
  };
}

/** Every link between Dokumente by the id that it leads to. */
function allVerweise(replica: Replica) {
  const { dokument } = replica.tables;
  const found = new Map<string, ({ readonly from: string } & ReturnType<typeof verweiseOf>[number])[]>();
  for (let row = 0; row < dokument.rowCount; row++) {
    const from = dokument.ids[row];
    if (from == null) continue;
    for (const ziel of verweiseOf(replica, row)) {
      const list = found.get(ziel.id);
      if (list) list.push({ ...ziel, from });
      else found.set(ziel.id, [{ ...ziel, from }]);
    }
  }
  return found;
}

function verweiseOf({ tables: { dokument } }: Replica, row: number) {
  const text = dokument.text('verweise', row);
  return text === '' ? [] : text.split('\n').flatMap((verweis) => parseVerweis(verweis) ?? []);
}

/** Whether a change of the link from one to the other still waits. */
function isUnsent(replica: Replica, from: string, to: string): boolean {
  return replica
    .unsent('dokument', from)
    .some(({ intent, add }) => intent === 'link' && add?.verweise?.some((verweis) => parseVerweis(verweis)?.id === to));
}
