/**
 * Running numbers of Akten and Vorgaenge. `nummernkreis`: the next number that nobody has. `nummernblock`: numbers that one
 * device may use; from `naechste` to `bis` they are unused, of an ended block for good. `nummernsprung`: numbers that may have
 * been given out after the backup which was put back.
 */
export const migration0012 = `
create table nummernkreis (kreis text primary key, naechste bigint not null);
create table nummernblock (
  geraet text not null references geraet (id),
  kreis text not null,
  von bigint not null,
  bis bigint not null,
  naechste bigint not null,
  zeit timestamptz not null,
  beendet timestamptz,
  primary key (kreis, von)
);
create index nummernblock_geraet on nummernblock (geraet, kreis);
create table nummernsprung (kreis text not null, von bigint not null, bis bigint not null, primary key (kreis, von));
create index akte_zeichen on datensatz ((d -> 'felder' ->> 'aktenzeichen') collate "C") where art = 'akte';
create index vorgang_zeichen on datensatz ((d -> 'felder' ->> 'geschaeftszeichen') collate "C") where art = 'vorgang';
create index dokument_vorgang on datensatz ((d -> 'felder' ->> 'vorgang')) where art = 'dokument';
`;
