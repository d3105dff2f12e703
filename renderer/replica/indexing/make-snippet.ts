import type { MarkedText, Marken } from '../../replica-api/search-rows.ts';
import { findPlaces, joinMatches, type TextPlace } from '../search/find-matches.ts';
import type { Clause } from '../search/parse-query.ts';

/** What is marked: the wanted clauses of a query, as typed or in similar spellings when nothing has them as typed. */
export interface Wanted {
  readonly clauses: readonly Clause[];
  readonly isSimilar: boolean;
}

/** Letters shown around the best place; about two lines of a list. */
const LENGTH = 180;
/** Of them before the first word that was looked for. */
const BEFORE = 50;

/** The piece of a text in which most of the words stand; null when it has none of them. */
export function makeSnippet(text: string, wanted: Wanted): MarkedText | null {
  const places = findPlaces(text, wanted.clauses, wanted.isSimilar);
  const first = bestPlace(places);
  if (!first) return null;
  const start = wordStart(text, Math.max(0, first.start - BEFORE), first.start);
  const end = wordEnd(text, Math.min(text.length, Math.max(first.end, start + LENGTH)), first.end);
  const inside = places.filter((place) => place.start >= start && place.end <= end);
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    // A line break is as long as a space: the places stay where they are.
    text: `${before}${text.slice(start, end).replace(/\s/g, ' ')}${end < text.length ? ' …' : ''}`,
    marken: asMarken(inside, shift),
  };
}

/** A whole short text with its places. */
export function markText(text: string, wanted: Wanted): MarkedText {
  return { text, marken: asMarken(findPlaces(text, wanted.clauses, wanted.isSimilar), 0) };
}

function asMarken(places: readonly TextPlace[], shift: number): Marken {
  return joinMatches(places).map(({ start, end }) => [start + shift, end + shift]);
}

/** The first place of the stretch with the most different words. */
function bestPlace(places: readonly TextPlace[]): TextPlace | undefined {
  let best: TextPlace | undefined;
  let most = 0;
  let last = 0;
  const inside = new Map<number, number>();
  places.forEach((place, at) => {
    // Everything up to LENGTH behind this place; both ends only move on.
    for (; last < places.length && (places[last]?.end ?? 0) <= place.start + LENGTH - BEFORE; last++) {
      const { of } = places[last] as TextPlace;
      inside.set(of, (inside.get(of) ?? 0) + 1);
    }
    if (inside.size > most || best === undefined) {
      best = place;
      most = inside.size;
    }
    if (at >= last) return;
    const left = (inside.get(place.of) ?? 1) - 1;
    if (left > 0) inside.set(place.of, left);
    else inside.delete(place.of);
  });
  return best;
}

/** Cuts in front of a word, but not behind `most`. */
function wordStart(text: string, at: number, most: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, most).search(/\s/);
  return space < 0 ? most : at + space + 1;
}

/** Cuts behind a word, but not in front of `least`. */
function wordEnd(text: string, at: number, least: number): number {
  if (at === text.length) return at;
  const space = Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('\n', at));
  return space > least ? space : Math.max(least, at);
}
