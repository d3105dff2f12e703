/** Under this key a text in the making is kept: one new Schreiben per Vorgang, one per Dokument that is written on. */
export function schreibenKey(vorgang: string, dokument: string | null): string {
  return dokument === null ? `schreiben:${vorgang}:neu` : `schreiben:${dokument}`;
}

/** Under this key an answer to a Dokument is kept while it is written. */
export function answerKey(dokument: string): string {
  return `schreiben:antwort:${dokument}`;
}
