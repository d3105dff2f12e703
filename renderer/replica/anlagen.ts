import type { Replica } from './replica.ts';

/** Ids of the Dokumente that came with this one as its Anlagen. */
export function anlagenOf({ tables: { dokument } }: Replica, hauptdokument: string): string[] {
  const column = dokument.codes.get('anlageZu');
  const code = column?.codeOf(hauptdokument) ?? -1;
  if (code < 0) return [];
  return dokument.ids.flatMap((id, row) => (id !== null && column?.codes[row] === code ? [id] : []));
}
