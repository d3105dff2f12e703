import type { VorratZeile } from '../../replica-api/vorrat-rows.ts';
import type { ChosenVorgang } from '../../vorgaenge-dialogs.tsx';

/** The Vorgaenge of these rows, each once; other rows have none that may be edited from here. */
export function chosenVorgaenge(rows: readonly VorratZeile[]): readonly ChosenVorgang[] {
  const chosen = rows.flatMap((row): ChosenVorgang[] =>
    row.grund === 'frist' || row.grund === 'wiedervorlage'
      ? [{ id: row.vorgang, rev: row.rev, titel: row.titel, zeichen: row.zeichen }]
      : [],
  );
  return [...new Map(chosen.map((one) => [one.id, one])).values()];
}
