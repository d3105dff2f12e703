import { isMailType } from '../../../shared/mail/mail.ts';
import { isOffice } from '../../../shared/office/office-types.ts';
import type { TextKind } from '../../text-api.ts';
import { isHere } from '../is-here.ts';
import { memo } from '../memo.ts';
import { recordKey } from '../outbox-state.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import { createVersionen } from '../versionen.ts';

/** A Vorgang or Dokument that can be found, as it is now. */
export interface IndexedUnit {
  /** Record key, `art:id`. */
  readonly key: string;
  readonly art: 'vorgang' | 'dokument';
  readonly id: string;
  readonly akte: string | null;
  /** The leading Version, when its bytes are here and of a kind that has words. */
  readonly file: { readonly sha: string; readonly sizeBytes: number; readonly kind: TextKind } | null;
  /** Ids of Ereignisse about it. */
  readonly notes: readonly string[];
  /** Names what its words depend on. */
  readonly mark: string;
}

/** Says what there is to be found on this device: every Vorgang and Dokument of which the record is here. */
export function createUnits(replica: Replica) {
  const { vorgang, dokument, version, ereignis } = replica.tables;
  const versionen = createVersionen(replica);
  const notesOf = memo(
    () => [ereignis.changes],
    () => {
      const byBezug = new Map<string, string[]>();
      ereignis.ids.forEach((id, row) => {
        const bezug = id === null ? null : ereignis.code('bezug', row);
        if (id === null || bezug === null) return;
        const known = byBezug.get(bezug);
        if (known) known.push(id);
        else byBezug.set(bezug, [id]);
      });
      return byBezug;
    },
  );

  /** Revision of a record and the unsent changes over it. */
  const revision = (art: 'vorgang' | 'dokument' | 'akte', id: string | null): string => {
    if (id === null) return '';
    const table = replica.tables[art];
    const unsent = replica.unsent(art, id).map(({ n }) => n);
    return `${id}@${table.number('$rev', table.row(id))}+${unsent.join(',')}`;
  };

  const vorgangUnit = (row: number): IndexedUnit => {
    const id = vorgang.ids[row] ?? '';
    const notes = notesOf().get(id) ?? [];
    const person = nameOf(replica, vorgang.code('bearbeitung', row));
    const mark = [revision('vorgang', id), revision('akte', vorgang.akte(row)), person, notes.length].join('|');
    return { key: recordKey('vorgang', id), art: 'vorgang', id, akte: vorgang.akte(row), file: null, notes, mark };
  };

  const dokumentUnit = (row: number): IndexedUnit => {
    const id = dokument.ids[row] ?? '';
    const { rows, leading } = versionen.fassungen(id);
    const notes = [id, ...rows.map((each) => version.ids[each] ?? '')].flatMap((each) => notesOf().get(each) ?? []);
    const revisions = [
      revision('dokument', id),
      revision('vorgang', dokument.code('vorgang', row)),
      revision('akte', dokument.akte(row)),
    ];
    const person = nameOf(replica, vorgang.code('bearbeitung', vorgang.row(dokument.code('vorgang', row))));
    const mark = [...revisions, person, notes.length].join('|');
    const file = fileOf(leading);
    return { key: recordKey('dokument', id), art: 'dokument', id, akte: dokument.akte(row), file, notes, mark };
  };

  const fileOf = (leading: number): IndexedUnit['file'] => {
    const sha = version.text('sha', leading);
    const kind = kindOf(version.code('mimetyp', leading) ?? '');
    return leading < 0 || kind === null || !isHere(replica, sha)
      ? null
      : { sha, sizeBytes: version.number('groesse', leading), kind };
  };

  return {
    /** All units, one after the other; tables that change meanwhile are seen as they are then. */
    *all(): Generator<IndexedUnit> {
      for (let row = 0; row < vorgang.rowCount; row++) if (vorgang.isLive(row)) yield vorgangUnit(row);
      for (let row = 0; row < dokument.rowCount; row++) if (dokument.isLive(row)) yield dokumentUnit(row);
    },
    /** A unit as it is now; null when its record is gone. */
    byKey(key: string): IndexedUnit | null {
      const [art, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
      if (art !== 'vorgang' && art !== 'dokument') return null;
      const row = replica.tables[art].row(id);
      if (row < 0) return null;
      return art === 'vorgang' ? vorgangUnit(row) : dokumentUnit(row);
    },
  };
}

export type Units = ReturnType<typeof createUnits>;

/** What a file is read as; null when nobody can read its words. */
function kindOf(mimetyp: string): TextKind | null {
  if (mimetyp === 'application/pdf') return 'pdf';
  if (isMailType(mimetyp)) return 'mail';
  if (isOffice(mimetyp)) return 'office';
  return mimetyp === 'text/plain' || mimetyp === 'text/csv' || mimetyp === 'text/markdown' ? 'plain' : null;
}
