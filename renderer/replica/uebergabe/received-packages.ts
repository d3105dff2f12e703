import type { Operation } from '../../../shared/change.ts';
import { AppError } from '../../../shared/errors.ts';
import type { UebergabeFeld, UebergabeInhalt, UebergabeZeile } from '../../replica-api/handover-rows.ts';
import { changedFields } from '../changed-fields.ts';
import { nameOf } from '../personen.ts';
import { titleOf } from '../record-title.ts';
import type { Replica } from '../replica.ts';
import type { NamedPackage, OpenedPackage } from './open-package.ts';

/** The packages that wait for the present person, the oldest first. */
export function listPackages(replica: Replica): UebergabeZeile[] {
  const { uebergabe, akte } = replica.tables;
  const rows = uebergabe.ids.flatMap((id, row): UebergabeZeile[] => {
    if (id === null || uebergabe.code('an', row) !== replica.identity.person) return [];
    if (uebergabe.code('status', row) !== 'offen' || !uebergabe.isStored(row)) return [];
    const akteId = uebergabe.akte(row) ?? '';
    return [
      {
        id,
        akte: akteId,
        aktenzeichen: akte.text('aktenzeichen', akte.row(akteId)),
        akteTitel: akte.text('titel', akte.row(akteId)),
        von: nameOf(replica, uebergabe.code('von', row)),
        zeit: uebergabe.text('zeit', row),
        changes: uebergabe.text('operationen', row).split('\n').length,
        sizeBytes: uebergabe.number('groesse', row),
      },
    ];
  });
  return rows.toSorted((a, b) => a.zeit.localeCompare(b.zeit));
}

/** A package that waits for the present person. Throws AppError 'not-found', 'package-settled'. */
export function findPackage(replica: Replica, id: string): NamedPackage {
  const { uebergabe } = replica.tables;
  const row = uebergabe.row(id);
  const akte = uebergabe.akte(row);
  if (akte === null || uebergabe.code('an', row) !== replica.identity.person) throw new AppError('not-found');
  if (uebergabe.code('status', row) !== 'offen') throw new AppError('package-settled');
  const [von, an] = [uebergabe.code('von', row) ?? '', replica.identity.person];
  const operationen = uebergabe.text('operationen', row).split('\n');
  return { id, akte, von, an, sha: uebergabe.text('sha', row), operationen };
}

/** What a package holds, in words, beside what the Akte says now. */
export async function describePackage(
  replica: Replica,
  { operations, files }: OpenedPackage,
): Promise<UebergabeInhalt[]> {
  return Promise.all(operations.map((operation) => describe(replica, operation, files)));
}

async function describe(
  replica: Replica,
  operation: Operation,
  files: OpenedPackage['files'],
): Promise<UebergabeInhalt> {
  const { ent, set, intent, t, need } = operation;
  const isEreignis = ent.art === 'ereignis';
  const about = isEreignis ? ([set.bezugArt, set.bezug] as [typeof ent.art, string]) : ([ent.art, ent.id] as const);
  const record = isEreignis ? null : await replica.store.read(ent.art, ent.id);
  const bytes = need.map((sha) => files.get(sha)).find((one) => one !== undefined);
  const { titel, zeichen } = titleOf(replica, ...about);
  const own = typeof set.titel === 'string' ? set.titel : '';
  return {
    was: isEreignis ? String(set.ereignistyp) : intent,
    art: ent.art,
    titel: titel || own,
    zeichen,
    zeit: t,
    text: isEreignis ? String(set.text ?? '') : '',
    felder: record ? changedFields(operation).map((feld) => compare(operation, feld, record)) : [],
    werte: isEreignis || record || need.length > 0 ? {} : set,
    datei: bytes ? { sha: need[0] ?? '', name: String(set.dateiname ?? ''), sizeBytes: bytes.length } : null,
  };
}

function compare(
  { set, add, remove, base }: Operation,
  feld: string,
  record: NonNullable<Awaited<ReturnType<Replica['read']>>>,
): UebergabeFeld {
  const jetzt = record.felder[feld] ?? null;
  const listed = Array.isArray(jetzt) ? jetzt.filter((one) => !remove?.[feld]?.includes(one)) : [];
  const mein = set[feld] ?? [...new Set([...listed, ...(add?.[feld] ?? [])])];
  return { feld, mein, jetzt, moved: record.rev > (base[feld] ?? 0) && JSON.stringify(mein) !== JSON.stringify(jetzt) };
}
