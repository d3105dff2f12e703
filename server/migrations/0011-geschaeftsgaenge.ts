/** Orders and signed acts of a Dokument are looked up with every act on it. */
export const migration0011 = `
create index gang_dokument on datensatz ((d -> 'felder' ->> 'dokument'))
  where art in ('beteiligungsschritt', 'zeichnung');
`;
