import { type SeeingPerson, type SeenAkte, seesAkte } from '../shared/sees-akte.ts';

/** What a person may be in the authority. */
export const rollen = ['sachbearbeitung', 'leitung', 'registratur', 'lesend', 'siegel'] as const;
export type Rolle = (typeof rollen)[number];

/** What the policy needs to know about a person. */
export interface PersonFacts extends SeeingPerson {
  readonly rollen: readonly string[];
  readonly aktiv: boolean;
}

/** What the policy needs to know about an Akte. */
export interface AkteFacts extends SeenAkte {
  readonly status: string;
}

/**
 * `read`: see the Akte and everything in it. `write`: change or add something in it. `reopen`: set a closed Vorgang open
 * again. `note`: add a record of what happened to a closed Vorgang. `catalogue`: change what the whole authority works with,
 * the kinds of stamps. `deliver`: put what came in into the Posteingang of an Einheit. `settle`: decide a Konflikt. `seal`: put
 * the authority's seal on a Version.
 */
export type Action = 'read' | 'write' | 'deliver' | 'settle' | 'reopen' | 'note' | 'catalogue' | 'seal';

/** `akte` null: what everybody may see (Aktenplan, Einheiten, Personen). `closed`: the Vorgang concerned is zdA. */
export interface RightsQuestion {
  readonly person: PersonFacts;
  readonly action: Action;
  readonly akte: AkteFacts | null;
  readonly closed?: boolean;
  /** Einheiten or persons in charge besides the Akte's: of the Vorgang that a Konflikt is about. */
  readonly leads?: readonly string[];
}

export type Decision = 'allowed' | 'no-right' | 'akte-closed';

/** The whole policy: every right that the server grants or refuses is decided here (docs/spec/sync.md S20-S24, S33). */
export function decide({ person, action, akte, closed = false, leads = [] }: RightsQuestion): Decision {
  if (!person.aktiv) return 'no-right';
  if (action === 'catalogue') return akte === null && person.rollen.includes('registratur') ? 'allowed' : 'no-right';
  if (akte === null) return action === 'read' ? 'allowed' : 'no-right';
  if (action === 'deliver') {
    return akte.status !== 'zdA' && person.rollen.some(isWriting) ? 'allowed' : 'no-right';
  }
  if (!seesAkte(person, akte)) return 'no-right';
  if (action === 'read') return 'allowed';
  if (!person.rollen.some(isWriting)) return 'no-right';
  if (akte.status === 'zdA') return 'akte-closed';
  if (action === 'reopen') return person.rollen.includes('leitung') ? 'allowed' : 'no-right';
  if (action === 'seal' && !mayUseSeal(person)) return 'no-right';
  if (action === 'settle' && ![akte.federfuehrung, ...leads].some((lead) => actsFor(person, lead))) return 'no-right';
  if ((action === 'write' || action === 'settle' || action === 'seal') && closed) return 'akte-closed';
  return 'allowed';
}

/** Whether the person may say that she acts for a colleague: the role data name her as his deputy (V12). */
export function mayActFor({ vertritt }: PersonFacts, colleague: string): boolean {
  return vertritt.some(({ id }) => id === colleague);
}

/** Whether the person is, belongs to, or stands in for who is in charge (S85). */
function actsFor({ id, einheit, vertritt }: PersonFacts, lead: string): boolean {
  return [{ id, einheit }, ...vertritt].some((one) => one.id === lead || one.einheit === lead);
}

/** Who may use the authority's time-stamping service and its way to OCSP and CRLs: who may write somewhere (S42). */
export function mayRelay(person: PersonFacts): boolean {
  return person.aktiv && person.rollen.some(isWriting);
}

/** Who may use the authority's seal, where she may write (S50). */
export function mayUseSeal(person: PersonFacts): boolean {
  return person.aktiv && person.rollen.includes('siegel') && person.rollen.some(isWriting);
}

/** `lesend` and `siegel` alone change nothing. */
function isWriting(rolle: string): boolean {
  return rolle !== 'lesend' && rolle !== 'siegel';
}
