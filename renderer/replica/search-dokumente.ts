import { bytesToHex } from '@noble/hashes/utils.js';
import type { MarkedText, Suchergebnis, Suchfrage, Treffer } from '../replica-api/search-rows.ts';
import type { PageText } from '../text-api.ts';
import { createNextFristen } from './fristen/next-fristen.ts';
import { createUnits, type IndexedUnit } from './indexing/indexed-units.ts';
import type { KeptTexts } from './indexing/kept-texts.ts';
import { makeSnippet, markText, type Wanted } from './indexing/make-snippet.ts';
import { notesText } from './indexing/unit-document.ts';
import { nameOf } from './personen.ts';
import type { Replica } from './replica.ts';
import { parseQuery } from './search/parse-query.ts';
import type { SearchAnswer, SearchHit, SearchIndex } from './search/search-types.ts';
import { factsOf, isAskedFor } from './search-filter.ts';
import { createVersionen } from './versionen.ts';

/** Letters of one file looked through for a place that the index does not name. */
const MOST_LETTERS = 200_000;

/** A hit and what is here of it. */
interface Found {
  readonly hit: SearchHit;
  readonly unit: IndexedUnit;
  /** Words of its file; empty when they are not here. */
  readonly pages: readonly PageText[];
}

/**
 * Answers searches. One access record that names the query's hash and every Dokument shown is on disk before anything is
 * shown; the words around a place are sealed with the key of the file, which main releases after that record only (R87).
 */
export function createSearch(parts: {
  readonly replica: Replica;
  readonly index: SearchIndex;
  readonly texts: KeptTexts;
  /** How often the index had caught up if it is behind now, null if it is not (Suchergebnis). */
  readonly behind: () => number | null;
}) {
  const { replica, index, texts } = parts;
  const versionen = createVersionen(replica);
  const nextFrist = createNextFristen(replica);
  const units = createUnits(replica);

  return async (frage: Suchfrage, onFirst?: (first: Suchergebnis) => void): Promise<Suchergebnis> => {
    const { text, offset, limit } = frage;
    // Before the index is read: what comes in meanwhile may be missing in the answer.
    const behind = parts.behind();
    if (parseQuery(text).wanted.length === 0) return { total: 0, treffer: [], aehnlich: [], behind: null };
    let isWhole = false;
    const tellFirst = async (first: SearchAnswer) => {
      const shown = { ...(await show(frage, first)), behind };
      if (!isWhole) onFirst?.(shown);
    };
    const answer = await index.search(text, {
      ...{ offset, limit: Math.min(limit, 100), filter: ({ id }) => isShown(frage, id) },
      // What goes wrong with the first goes wrong with all of it, and is told then.
      ...(onFirst && { onFirst: (first) => void tellFirst(first).catch(() => undefined) }),
    });
    const shown = { ...(await show(frage, answer)), behind };
    isWhole = true;
    return shown;
  };

  function isShown({ filter }: Suchfrage, key: string): boolean {
    const facts = factsOf(replica, { versionen, nextFrist }, key);
    return facts !== null && isAskedFor(facts, filter);
  }

  /** What a person sees of an answer, once that is recorded. */
  async function show(
    frage: Suchfrage,
    { hits, total, isSimilar }: SearchAnswer,
  ): Promise<Omit<Suchergebnis, 'behind'>> {
    // A right may have gone while the index was read.
    const found = await release(
      frage.text,
      hits.filter(({ id }) => isShown(frage, id)),
    );
    const clauses = parseQuery(frage.text).wanted;
    const treffer = await Promise.all(found.map((one) => toTreffer(one, { clauses, isSimilar })));
    return { total, treffer, aehnlich: isSimilar ? spellings(treffer) : [] };
  }

  /** The access record, and with the keys that come with it the words of the files. */
  async function release(text: string, hits: readonly SearchHit[]): Promise<Found[]> {
    const shown = hits.flatMap((hit) => {
      const unit = units.byKey(hit.id);
      return unit ? [{ hit, unit }] : [];
    });
    const objects = shown.flatMap(({ unit }) => accessOf(unit));
    const hash = bytesToHex(
      new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.trim()))),
    );
    const { keys } = await replica.main.call('keys.release', { action: 'search', purpose: `search ${hash}`, objects });
    const keyOf = new Map(objects.map(({ sha }, at) => [sha, keys[at]]));
    return Promise.all(
      shown.map(async ({ hit, unit }) => {
        const sha = unit.file?.sha;
        const key = sha === undefined ? undefined : keyOf.get(sha);
        const pages = sha !== undefined && key ? await texts.read(sha, new Uint8Array(key)) : null;
        return { hit, unit, pages: pages ?? [] };
      }),
    );
  }

  /** What the access record says of a unit: every Dokument that has a Version, whether its words are shown or its title. */
  function accessOf({ art, id, akte }: IndexedUnit) {
    const { leading } = versionen.fassungen(id);
    if (art !== 'dokument' || leading < 0) return [];
    return [{ akte, dokument: id, sha: replica.tables.version.text('sha', leading) }];
  }

  async function toTreffer({ hit, unit, pages }: Found, wanted: Wanted): Promise<Treffer> {
    const { vorgang, dokument, akte } = replica.tables;
    const { art, id } = unit;
    const row = replica.tables[art].row(id);
    const inVorgang = art === 'vorgang' ? row : vorgang.row(dokument.code('vorgang', row));
    const facts = factsOf(replica, { versionen, nextFrist }, unit.key);
    const zeichen = vorgang.text('geschaeftszeichen', inVorgang) || akte.text('aktenzeichen', akte.row(unit.akte));
    const absender = art === 'dokument' ? dokument.text('absender', row) : '';
    const place = await placeOf({ hit, unit, pages }, wanted);
    return {
      art,
      id,
      akte: unit.akte,
      vorgang: art === 'vorgang' ? id : dokument.code('vorgang', row),
      zeichen: markText(zeichen, wanted),
      titel: markText(replica.tables[art].text('titel', row), wanted),
      typ: facts?.typ ?? '',
      datum: facts?.datum ?? null,
      person: markText(absender || nameOf(replica, facts?.person ?? null), wanted),
      ...place,
    };
  }

  /** The best place in the text: on the page that the index names, else where the words stand first. */
  async function placeOf(
    { hit, unit, pages }: Found,
    wanted: Wanted,
  ): Promise<Pick<Treffer, 'ausschnitt' | 'pageIndex' | 'imScan'>> {
    for (const page of placesToLook(hit, pages)) {
      const ausschnitt = makeSnippet(page.text, wanted);
      if (ausschnitt) return { ausschnitt, pageIndex: page.pageIndex, imScan: page.isScan };
    }
    return { ausschnitt: makeSnippet(await notesText(replica, unit), wanted), pageIndex: null, imScan: false };
  }
}

/** The page that the index names; when the best place is the title, the first pages may still say more than the title. */
function placesToLook({ place }: SearchHit, pages: readonly PageText[]): readonly PageText[] {
  const named = place.field === 'body' ? pages[place.page] : undefined;
  if (named) return [named];
  let left = MOST_LETTERS;
  return pages.filter(({ text }) => {
    const fits = left > 0;
    left -= text.length;
    return fits;
  });
}

/** How the words are spelt that were found instead, each once, as they stand there. */
function spellings(treffer: readonly Treffer[]): string[] {
  const seen = new Map<string, string>();
  for (const one of treffer) {
    for (const marked of [one.ausschnitt, one.titel, one.zeichen, one.person]) {
      for (const word of marked ? wordsIn(marked) : [])
        seen.set(word.toLowerCase(), seen.get(word.toLowerCase()) ?? word);
    }
  }
  return [...seen.values()].slice(0, 3);
}

function wordsIn({ text, marken }: MarkedText): string[] {
  return marken.map(([from, to]) => text.slice(from, to));
}
