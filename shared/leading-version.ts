/**
 * Which Version of a Dokument leads, and how many compete. `versions` by number ascending; a chosen one leads until something
 * is made from it, then its youngest descendant does; without a choice the youngest that nothing was made from. `leading` is an
 * index, -1 for none.
 */
export function findLeading(
  versions: readonly { readonly id: string; readonly vorgaenger: string | null }[],
  chosen: string | null,
): { readonly leading: number; readonly konkurrierend: number } {
  const chosenAt = chosen === null ? -1 : versions.findIndex(({ id }) => id === chosen);
  if (chosenAt >= 0) return { leading: youngestFrom(versions, chosenAt), konkurrierend: 1 };
  const parents = new Set(versions.map(({ vorgaenger }) => vorgaenger));
  const leaves = versions.flatMap(({ id }, index) => (parents.has(id) ? [] : [index]));
  return { leading: leaves.at(-1) ?? versions.length - 1, konkurrierend: Math.max(1, leaves.length) };
}

function youngestFrom(
  versions: readonly { readonly id: string; readonly vorgaenger: string | null }[],
  chosen: number,
): number {
  const line = new Set([versions[chosen]?.id]);
  let youngest = chosen;
  versions.forEach(({ id, vorgaenger }, index) => {
    if (vorgaenger === null || !line.has(vorgaenger)) return;
    line.add(id);
    youngest = index;
  });
  return youngest;
}
