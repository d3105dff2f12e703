import type { VorratZeile } from '../../replica-api/vorrat-rows.ts';
import type { Lists } from '../details.ts';
import type { Replica } from '../replica.ts';
import type { Ruf } from './order-vorrat.ts';

/** Whose work may be shown to the present person: her own and that of those she stands in for. */
export interface Ich {
  readonly person: string;
  readonly einheit: string;
  /** Persons she stands in for, each with her Einheit. */
  readonly vertritt: ReadonlyMap<string, string>;
}

/** The Einheiten whose work may be shown. */
export function unitsOf({ einheit, vertritt }: Ich): ReadonlySet<string> {
  return new Set([einheit, ...vertritt.values()]);
}

/** Something that waits, before words are made of it. */
export interface VorratRuf extends Ruf {
  readonly vorgang: string | null;
  /** In whose hand it is; null = nobody's. */
  readonly fuer: string | null;
  /** The Einheit in charge. */
  readonly einheit: string | null;
}

type Own<Z> = Z extends VorratZeile
  ? Omit<Z, 'id' | 'grund' | 'termin' | 'seit' | 'dringlichkeit' | 'vorgang' | 'bearbeitung' | 'isMine'>
  : never;

/** What a kind of work says besides what all say. */
export type VorratWorte = Own<VorratZeile>;

/** One place that work comes from. */
export interface VorratQuelle {
  readonly grund: VorratZeile['grund'];
  /** What its answer depends on: change counters, values that are replaced. */
  readonly stamps: (replica: Replica) => readonly unknown[];
  /** Read from columns: nothing is decrypted. */
  readonly rufe: (replica: Replica, ich: Ich) => readonly VorratRuf[];
  /** The words of one of them; asked only for those that are shown. */
  readonly worte: (replica: Replica, ruf: VorratRuf, lists: Lists) => VorratWorte;
}

/** A source whose records are not in columns. */
export interface PreparedQuelle extends VorratQuelle {
  /** Resolves when what will be answered is what is here now. */
  readonly prepare: () => Promise<void>;
}
