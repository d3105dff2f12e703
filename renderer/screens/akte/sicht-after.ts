import { isSecret, type SeeingPerson, type SeenAkte, seesAkte } from '../../../shared/sees-akte.ts';

/** What a change does to the present person's sight of an Akte. */
export type SichtAfter = 'verloren' | 'geheim' | 'bleibt';

/** Computed by the server's own rule (S20): `bleibt` = another Einheit leads it then; null = nothing worth a word. */
export function sichtAfter(person: SeeingPerson, before: SeenAkte, after: SeenAkte): SichtAfter | null {
  if (!seesAkte(person, after)) return isSecret(after) ? 'geheim' : 'verloren';
  return after.federfuehrung === before.federfuehrung ? null : 'bleibt';
}
