const dayMs = 86_400_000;
/** A list that has not been read for so long is said to be old, days. */
const oldAfterDays = 30;

/** How old a trusted list is: whole days since it was read, and whether a newer one should be here by now. */
export type TrustAge = { readonly days: number; readonly isStale: boolean };

/**
 * The age of a list. The agency's own certificates alone (`nextUpdate` null) do not grow old: nothing else says anything
 * newer about them.
 */
export function trustAge(list: { readonly asOf: string; readonly nextUpdate: string | null }, now: Date): TrustAge {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(list.asOf)) / dayMs));
  const isStale = list.nextUpdate !== null && (now.getTime() > Date.parse(list.nextUpdate) || days > oldAfterDays);
  return { days, isStale };
}
