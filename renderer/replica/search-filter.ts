import { localDay } from '../../shared/local-day.ts';
import type { Suchauswahl, Suchfilter } from '../replica-api/search-rows.ts';
import type { createNextFristen } from './fristen/next-fristen.ts';
import { parseRecordKey } from './outbox-state.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';
import { takenAlong } from './taken-along.ts';
import type { createVersionen } from './versionen.ts';

/** What the columns say of a Vorgang or Dokument, for filters and lists. */
export interface FoundFacts {
  readonly akte: string | null;
  readonly typ: string;
  /** ISO 8601; null when nothing is known. */
  readonly datum: string | null;
  readonly person: string | null;
  readonly status: string | null;
}

/** What knows more than one column. */
interface FactSources {
  readonly versionen: ReturnType<typeof createVersionen>;
  readonly nextFrist: ReturnType<typeof createNextFristen>;
}

/** Reads the facts of a record by its key; null when it is not here (any more). */
export function factsOf({ tables }: Replica, { versionen, nextFrist }: FactSources, key: string): FoundFacts | null {
  const { art, id } = parseRecordKey(key);
  const { vorgang, dokument, version } = tables;
  const row = tables[art].row(id);
  if (row < 0 || (art !== 'vorgang' && art !== 'dokument')) return null;
  const inVorgang = art === 'vorgang' ? row : vorgang.row(dokument.code('vorgang', row));
  const person = vorgang.code('bearbeitung', inVorgang);
  const status = vorgang.code('status', inVorgang);
  if (art === 'vorgang') {
    const datum = nextFrist(id) ?? vorgang.code('wiedervorlage', row);
    return { akte: vorgang.akte(row), typ: vorgang.code('vorgangstyp', row) ?? '', datum, person, status };
  }
  const datum =
    dokument.code('eingangsdatum', row) ?? (version.text('erstellt', versionen.fassungen(id).leading) || null);
  return { akte: dokument.akte(row), typ: dokument.code('dokumenttyp', row) ?? '', datum, person, status };
}

/** Whether something with these facts is asked for. */
export function isAskedFor(facts: FoundFacts, filter: Suchfilter): boolean {
  return (
    (filter.akte === null || facts.akte === filter.akte) &&
    (filter.art === null || facts.typ === filter.art) &&
    (filter.person === null || facts.person === filter.person) &&
    (filter.status === null || facts.status === filter.status) &&
    isWithin(facts.datum, filter)
  );
}

function isWithin(datum: string | null, { von, bis }: Suchfilter): boolean {
  if (von === null && bis === null) return true;
  const day = datum ? localDay(datum) : null;
  return day !== null && (von === null || day >= von) && (bis === null || day <= bis);
}

/** What there is to narrow a search to, in the order of a list. */
export function searchChoices(replica: Replica): Suchauswahl {
  const { vorgang, dokument, akte } = replica.tables;
  const arten = [...valuesOf(vorgang, 'vorgangstyp'), ...valuesOf(dokument, 'dokumenttyp')];
  const packed = [...takenAlong(replica)].flatMap((id) => {
    const row = akte.row(id);
    return row < 0 ? [] : [{ id, aktenzeichen: akte.text('aktenzeichen', row), titel: akte.text('titel', row) }];
  });
  return {
    arten: [...new Set(arten)].sort(inGerman),
    personen: valuesOf(vorgang, 'bearbeitung')
      .map((id) => ({ id, name: nameOf(replica, id) }))
      .sort((a, b) => inGerman(a.name, b.name)),
    status: valuesOf(vorgang, 'status').sort(),
    akten: packed.sort((a, b) => inGerman(a.aktenzeichen, b.aktenzeichen)),
  };
}

/** Values that some row of today has. */
function valuesOf(table: Replica['tables']['vorgang'], feld: string): string[] {
  const column = table.codes.get(feld);
  if (!column) return [];
  const isUsed = new Uint8Array(column.codeCount);
  for (let row = 0; row < table.rowCount; row++) if (table.isLive(row)) isUsed[column.codes[row] ?? 0] = 1;
  return [...isUsed.keys()].flatMap((code) => (isUsed[code] && column.valueOf(code)) || []);
}

const collator = new Intl.Collator('de');
const inGerman = collator.compare;
