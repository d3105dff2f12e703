import type { LinkZeile } from '../replica-api/dokument-rows.ts';
import type { Queries } from '../replica-api/live-queries.ts';
import { foldText } from './fold-text.ts';
import { memo } from './memo.ts';
import type { Replica } from './replica.ts';

/**
 * Answers which Dokumente another one can be linked to: those with every word of the text in title, sender or Zeichen of their
 * Vorgang; without a text those of its own Akte. Those of its own Vorgang stand first, then the youngest.
 */
export function createLinkableDokumente(
  replica: Replica,
): (input: Queries['linkbareDokumente']['input']) => Queries['linkbareDokumente']['output'] {
  const { dokument, vorgang } = replica.tables;
  const words = memo(
    () => [dokument.changes, vorgang.changes],
    () => dokument.ids.map((_, row) => foldText(wordsOf(replica, row))),
  );
  return ({ zu, text, offset, limit }) => {
    const own = dokument.row(zu);
    const wanted = foldText(text.trim()).split(/\s+/).filter(Boolean);
    const isWanted = (row: number) =>
      wanted.length === 0
        ? dokument.akte(row) === dokument.akte(own)
        : wanted.every((word) => words()[row]?.includes(word));
    const found: number[] = [];
    for (let row = 0; row < dokument.rowCount; row++)
      if (row !== own && dokument.isLive(row) && isWanted(row)) found.push(row);
    const inOwn = (row: number) => Number(dokument.code('vorgang', row) === dokument.code('vorgang', own));
    const day = (row: number) => dokument.code('eingangsdatum', row) ?? '';
    found.sort((a, b) => inOwn(b) - inOwn(a) || (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0));
    return { total: found.length, rows: found.slice(offset, offset + limit).map((row) => zeile(replica, row)) };
  };
}

function zeile({ tables: { dokument, vorgang } }: Replica, row: number): LinkZeile {
  const in_ = vorgang.row(dokument.code('vorgang', row));
  return {
    id: dokument.ids[row] ?? '',
    titel: dokument.text('titel', row),
    zeichen: vorgang.text('geschaeftszeichen', in_),
  };
}

function wordsOf({ tables: { dokument, vorgang } }: Replica, row: number): string {
  const in_ = vorgang.row(dokument.code('vorgang', row));
  return [
    dokument.text('titel', row),
    dokument.text('absender', row),
    vorgang.text('geschaeftszeichen', in_),
    vorgang.text('fruehereZeichen', in_),
  ].join('\n');
}
