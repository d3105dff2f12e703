import type { Treffer } from '../../replica-api/search-rows.ts';

/**
 * The whole answer in its order, but the row that a person selected among the first results stays where it stands: nobody reads
 * on in another row, or opens another one, because more was found.
 */
export function keepInPlace(
  first: readonly Treffer[],
  whole: readonly Treffer[],
  selected: string | null,
): readonly Treffer[] {
  const place = first.findIndex(({ id }) => id === selected);
  const kept = whole.find(({ id }) => id === selected) ?? first[place];
  if (place < 0 || !kept) return whole;
  return whole.filter(({ id }) => id !== selected).toSpliced(place, 0, kept);
}

/** More results behind those that are in the list; one that was kept in its place is not shown twice. */
export function addBehind(before: readonly Treffer[], more: readonly Treffer[]): readonly Treffer[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}
