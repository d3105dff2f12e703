import type { DatensatzArt } from '../shared/akte.ts';
import type { FuehrenderDatensatz } from '../shared/merge.ts';
import type { AkteFacts, PersonFacts } from './rights.ts';

/** A record as it is to be announced to the change feed. */
export interface Announced {
  readonly record: FuehrenderDatensatz;
  readonly vonAkte: string | null;
  readonly by: { readonly dev: string; readonly n: number } | null;
}

/**
 * What the operations of one transaction work on: what they name was locked and read in one go, and what they write is
 * kept here and written in one go. Whatever else is asked of the database sees what was written before (S88).
 */
export interface Desk {
  lockRecord(art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null>;
  readRecord(art: DatensatzArt, id: string): Promise<FuehrenderDatensatz | null>;
  nextRev(): Promise<number>;
  storeRecord(announced: Announced): void;
  loadPerson(id: string): Promise<PersonFacts | undefined>;
  loadAkten(ids: readonly string[]): Promise<ReadonlyMap<string, AkteFacts>>;
}
