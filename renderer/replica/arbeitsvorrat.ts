import { localDay } from '../../shared/local-day.ts';
import type { Queries } from '../replica-api/live-queries.ts';
import {
  type Dringlichkeit,
  dringlichkeiten,
  type Vorrat,
  type VorratFilter,
  type VorratKreis,
  type VorratZeile,
} from '../replica-api/vorrat-rows.ts';
import type { Lists } from './details.ts';
import { foldText } from './fold-text.ts';
import { createTextFilter, type RowSet } from './list-rows.ts';
import { memo } from './memo.ts';
import { colleaguesOf, nameOf } from './personen.ts';
import type { Replica } from './replica.ts';
import { vertreteneOf } from './vertretung.ts';
import { createGangQuelle } from './vorrat/gang-quelle.ts';
import { orderVorrat } from './vorrat/order-vorrat.ts';
import { createSchrittQuelle } from './vorrat/schritt-quelle.ts';
import { vorratQuellen } from './vorrat/vorrat-quellen.ts';
import type { Ich, VorratRuf } from './vorrat/vorrat-ruf.ts';

interface Placed {
  readonly ruf: VorratRuf;
  readonly dringlichkeit: Dringlichkeit;
}

/** Some of what waits, in order, and how much of it is how urgent. */
interface Part {
  readonly rows: readonly Placed[];
  readonly gruppen: Readonly<Record<Dringlichkeit, number>>;
}

const KEPT_PARTS = 32;

/** What waits for the present person, her Einheit, and those she stands in for (docs/spec/arbeitsvorrat.md). */
export function createArbeitsvorrat(replica: Replica, lists: Lists) {
  const { person, vorgang } = replica.tables;
  const vorgangText = createTextFilter(vorgang);
  const ich = memo(
    () => [person.changes],
    () => readIch(replica),
  );
  const prepared = [createSchrittQuelle(replica, lists), createGangQuelle(replica, lists)];
  const quellen = [...vorratQuellen, ...prepared];
  const wordsOf = new Map(quellen.map(({ grund, worte }) => [grund, worte]));
  const sources = quellen.map((quelle) =>
    memo(
      () => [ich(), ...quelle.stamps(replica)],
      () => quelle.rufe(replica, ich()),
    ),
  );
  const heute = () => localDay(replica.now().toISOString());
  const ordered = memo(
    () => [heute(), ...sources.map((source) => source())],
    (): readonly Placed[] =>
      orderVorrat(
        sources.flatMap((source) => source()),
        heute(),
      ),
  );
  const kollegen = memo(
    () => [person.changes],
    () => colleaguesOf(replica),
  );
  const dueNow = memo(
    () => [ordered()],
    () => ({ mir: countDue('mir'), einheit: countDue('einheit'), vertretung: countDue('vertretung') }),
  );

  const fristenHeute = memo(
    () => [ordered()],
    () => {
      const isFor = belongsTo('mir', null, ich());
      const day = heute();
      return ordered().filter(({ ruf }) => ruf.grund === 'frist' && ruf.termin === day && isFor(ruf)).length;
    },
  );

  function countDue(kreis: VorratKreis): number {
    const isFor = belongsTo(kreis, null, ich());
    return ordered().filter(({ ruf, dringlichkeit }) => isDue(dringlichkeit) && isFor(ruf)).length;
  }

  const zeile = ({ ruf, dringlichkeit }: Placed): VorratZeile => {
    const { grund, fuer } = ruf;
    return {
      ...wordsOf.get(grund)?.(replica, ruf, lists),
      grund,
      id: `${grund}:${ruf.id}`,
      termin: ruf.termin,
      seit: ruf.seit || null,
      dringlichkeit,
      vorgang: ruf.vorgang,
      bearbeitung: fuer === null ? null : { id: fuer, name: nameOf(replica, fuer) },
      isMine: fuer === null || fuer === replica.identity.person,
    } as VorratZeile;
  };

  let keptFor: readonly unknown[] = [];
  const kept = new Map<string, Part>();
  /** Keeps the last answers: paging and a letter more ask of the same rows again. */
  const partOf = (filter: VorratFilter): Part => {
    const stamps = [ordered(), vorgang.changes];
    if (stamps.some((stamp, at) => stamp !== keptFor[at]) || kept.size >= KEPT_PARTS) kept.clear();
    keptFor = stamps;
    const key = JSON.stringify(filter);
    const part = kept.get(key) ?? narrow(filter);
    kept.set(key, part);
    return part;
  };

  function narrow({ text, ...filter }: VorratFilter): Part {
    const { kreis, fuer, grund } = filter;
    if (text !== '') return countParts(partOf({ ...filter, text: '' }).rows.filter(textTest(text)));
    if (grund !== null)
      return countParts(partOf({ ...filter, text, grund: null }).rows.filter(({ ruf }) => ruf.grund === grund));
    const isFor = belongsTo(kreis, fuer, ich());
    return countParts(ordered().filter(({ ruf }) => isFor(ruf)));
  }

  /** Titles of Vorgaenge are searched in their column; of everything else there are few. */
  function textTest(text: string): (one: Placed) => boolean {
    const folded = foldText(text.trim());
    if (folded === '') return () => true;
    const found: RowSet | null = vorgangText(text);
    return (one) => {
      const { vorgang: of, id } = one.ruf;
      if (of !== null && found?.marks[vorgang.row(of)] === 1) return true;
      if (of === id) return false;
      const { titel, neben, zeichen } = zeile(one);
      return foldText(`${titel}\n${neben}\n${zeichen}`).includes(folded);
    };
  }

  return {
    /** To be awaited before anything else is asked. */
    prepare: async () => void (await Promise.all(prepared.map(({ prepare }) => prepare()))),
    /** How many wait for the person today, and how many limits of hers end today. */
    due: () => ({ vorrat: dueNow().mir, fristenHeute: fristenHeute() }),
    list({ offset, limit, ...filter }: Queries['arbeitsvorrat']['input']): Vorrat {
      const { rows, gruppen } = partOf({ ...filter, text: filter.text.trim() });
      return {
        total: rows.length,
        rows: rows.slice(offset, offset + limit).map(zeile),
        gruppen,
        heute: dueNow(),
        kollegen: kollegen(),
        vertretene: [...ich().vertritt.keys()].map((id) => ({ id, name: nameOf(replica, id) })),
      };
    },
  };
}

function countParts(rows: readonly Placed[]): Part {
  const gruppen = Object.fromEntries(dringlichkeiten.map((one) => [one, 0])) as Record<Dringlichkeit, number>;
  for (const { dringlichkeit } of rows) gruppen[dringlichkeit]++;
  return { rows, gruppen };
}

/** What waits today: it is late, it is due, or it stops work (V5). */
function isDue(dringlichkeit: Dringlichkeit): boolean {
  return dringlichkeit === 'ueberfaellig' || dringlichkeit === 'heute';
}

/**
 * What is in nobody's hand concerns everybody of the Einheit in charge (V4). `fuer` = one of those the person stands in for,
 * null = all of them.
 */
function belongsTo(kreis: VorratKreis, fuer: string | null, ich: Ich): (ruf: VorratRuf) => boolean {
  if (kreis === 'einheit') return (ruf) => ruf.einheit === ich.einheit;
  if (kreis === 'mir') return (ruf) => (ruf.fuer === null ? ruf.einheit === ich.einheit : ruf.fuer === ich.person);
  const persons = fuer === null ? ich.vertritt : new Map([...ich.vertritt].filter(([id]) => id === fuer));
  const units = new Set(persons.values());
  return (ruf) => (ruf.fuer === null ? units.has(ruf.einheit ?? '') : persons.has(ruf.fuer));
}

function readIch(replica: Replica): Ich {
  const { person } = replica.tables;
  const unitOf = (id: string) => [id, person.code('einheit', person.row(id)) ?? ''] as const;
  return { ...replica.identity, vertritt: new Map(vertreteneOf(replica).map(unitOf)) };
}
