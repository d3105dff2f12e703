import { beginOfAufbewahrung } from '../../shared/aufbewahrung.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { addDays } from '../../shared/frist/tag.ts';
import { localDay } from '../../shared/local-day.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';
import { recordOfFassung, typOf } from '../../shared/vorgangstypen/own-typen.ts';
import { readVorgangstyp, type Vorgangstyp } from '../../shared/vorgangstypen/vorgangstyp.ts';
import type { Db } from '../database.ts';
import { loadProfil } from '../numbers/find-nummernkreis.ts';
import { lockRecord, readRecord } from '../store-record.ts';

/** What is done offline is sent within so many days (S30). */
const OLDEST_DAYS = 90;

/**
 * Why a Vorgang cannot be closed, as far as the server can know (docs/spec/akte.md A64): a Konflikt in it is open, the act that its
 * Vorgangstyp wants signed is missing, or the Aufbewahrung would begin at another time than the law says. `decided`:
 * the Konflikt whose decision closes it. Null = it can.
 */
export async function closingRefusal(
  db: Db,
  { set, ent }: Pick<Operation, 'set' | 'ent'>,
  record: FuehrenderDatensatz | null,
  decided = '',
): Promise<ErrorCode | null> {
  const felder = { ...record?.felder, ...set };
  const { laufzeitBeginn } = felder;
  if (typeof laufzeitBeginn === 'string' && !isBegin(laufzeitBeginn, new Date())) return 'operation-invalid';
  await lockDokumente(db, ent.id);
  const { rowCount: konflikte } = await db.query(
    `select 1 from datensatz where art = 'konflikt' and d -> 'felder' ->> 'status' = 'offen' and id <> $2
        and (d -> 'felder' ->> 'bezug' = $1 or d -> 'felder' ->> 'bezug' in (
          select id from datensatz where art = 'dokument' and d -> 'felder' ->> 'vorgang' = $1))
      limit 1`,
    [ent.id, decided],
  );
  if (konflikte !== 0) return 'vorgang-not-ready';
  const typ = await loadTyp(db, {
    vorgangstyp: String(felder.vorgangstyp ?? ''),
    typfassung: String(felder.typfassung ?? ''),
  });
  if (!typ || typ.abschluss.form === 'keine') return null;
  const { rowCount: acts } = await db.query(
    `select 1 from datensatz d join datensatz v
         on v.art = 'version' and v.d -> 'felder' ->> 'dokument' = d.id and v.d -> 'felder' ->> 'entstehung' = 'unterschrift'
      where d.art = 'dokument' and d.d -> 'felder' ->> 'vorgang' = $1 and d.d -> 'felder' ->> 'dokumenttyp' = $2
      limit 1`,
    [ent.id, typ.abschluss.dokumenttyp],
  );
  return acts === 0 ? 'vorgang-not-ready' : null;
}

/**
 * Waits for whoever is just changing a Dokument of the Vorgang, and keeps others waiting until it is closed: a Konflikt or a
 * filing that is decided at the same instant would not be seen. None joins it meanwhile: that takes the lock of the Vorgang.
 */
async function lockDokumente(db: Db, vorgang: string): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `select id from datensatz where art = 'dokument' and d -> 'felder' ->> 'vorgang' = $1 order by id`,
    [vorgang],
  );
  for (const { id } of rows) await lockRecord(db, 'dokument', id);
}

/** The first day of a year that follows a day on which it can have been closed. */
function isBegin(day: string, now: Date): boolean {
  const today = localDay(now.toISOString());
  return [addDays(today, -OLDEST_DAYS), addDays(today, 1)].map(beginOfAufbewahrung).includes(day);
}

async function loadTyp(db: Db, angabe: Parameters<typeof typOf>[0]): Promise<Vorgangstyp | undefined> {
  const { typfassungen } = await loadProfil(db);
  const known = new Map<string, Vorgangstyp>();
  for (const fassung of new Set([...typfassungen, angabe.typfassung].filter(Boolean))) {
    const typ = readVorgangstyp(
      String((await readRecord(db, 'behoerdenprofil', recordOfFassung(fassung)))?.felder.vorgangstyp),
    );
    if (typ) known.set(fassung, typ);
  }
  const own = typfassungen.flatMap((fassung) => {
    const typ = known.get(fassung);
    return typ ? [{ fassung, typ }] : [];
  });
  return typOf(angabe, own, (fassung) => known.get(fassung) ?? null);
}
