import type { Operation } from '../../shared/change.ts';
import type { FuehrenderDatensatz } from '../../shared/merge.ts';

/** The edit that a decision comes to: the chosen value written into the contradicted field. Undefined when there is none. */
export function editOfDecision(
  operation: Operation,
  konflikt: FuehrenderDatensatz,
  bezug: FuehrenderDatensatz,
): Operation | undefined {
  const chosen = operation.set.entscheidung;
  if (chosen === undefined || (bezug.art !== 'vorgang' && bezug.art !== 'dokument')) return undefined;
  return {
    ...operation,
    intent: bezug.art === 'vorgang' ? 'edit-vorgang' : 'edit-dokument',
    ent: { art: bezug.art, id: bezug.id },
    akte: bezug.akte,
    base: bezug.feldrev,
    set: { [String(konflikt.felder.feld)]: chosen },
  };
}
