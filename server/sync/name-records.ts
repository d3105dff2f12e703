import type { DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';

/** A record by kind and id. */
export type RecordName = readonly [art: DatensatzArt, id: string];

/**
 * The records that an operation names, before anything is known of them: `locks` those that it may change or that must stay
 * where they are, `reads` the others. What it refers to by way of others is found while it is decided.
 */
export function nameRecords(operation: Operation): {
  readonly locks: readonly RecordName[];
  readonly reads: readonly RecordName[];
} {
  const { ent, set } = operation;
  const names = (art: DatensatzArt, id: unknown): RecordName[] => (typeof id === 'string' ? [[art, id]] : []);
  const own: RecordName = [ent.art, ent.id];
  switch (ent.art) {
    case 'version':
      return { locks: [own, ...names('dokument', set.dokument)], reads: names('version', set.vorgaenger) };
    case 'ereignis': {
      const bezug = names(set.bezugArt as DatensatzArt, set.bezug);
      return set.bezugArt === 'dokument' || set.bezugArt === 'vorgang'
        ? { locks: [own, ...bezug], reads: [] }
        : { locks: [own], reads: bezug };
    }
    case 'vorgang':
      // Its Akte may not be closed meanwhile (A34); what is made without a status is open, too.
      return { locks: touchesAkte(operation) ? [own, ...names('akte', operation.akte)] : [own], reads: [] };
    case 'dokument':
      return {
        locks: [own, ...names('vorgang', set.vorgang)],
        reads: names('version', set.fuehrendeVersion),
      };
    case 'primaerdokument':
      return { locks: [own], reads: names('version', set.version) };
    case 'frist':
      return { locks: [own, ...names('vorgang', set.vorgang)], reads: names('frist', set.ersetzt) };
    case 'postausgang':
      return { locks: [own, ...names('dokument', set.dokument)], reads: [] };
    case 'beteiligungsschritt':
    case 'zeichnung':
      return { locks: [own, ...names('dokument', set.dokument)], reads: names('person', set.von) };
    case 'uebergabe':
      return { locks: [own, ...names('akte', operation.akte)], reads: [] };
    default:
      return { locks: [own], reads: [] };
  }
}

function touchesAkte({ intent, set }: Operation): boolean {
  return intent === 'create-vorgang' || 'status' in set || 'ablage' in set;
}
