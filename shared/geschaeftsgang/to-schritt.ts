import type { Felder } from '../akte.ts';
import type { Schritt, Zeichnung } from './gang-types.ts';

/** A Beteiligungsschritt as its record holds it; the server has checked every field. */
export function toSchritt(id: string, felder: Felder): Schritt {
  return { ...(felder as unknown as Omit<Schritt, 'id'>), id };
}

/** A signed act as its record holds it. */
export function toZeichnung(id: string, felder: Felder): Zeichnung {
  return { ...(felder as unknown as Omit<Zeichnung, 'id'>), id };
}
