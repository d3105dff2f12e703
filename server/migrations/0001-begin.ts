/** First schema: records, change feed, devices, blobs. Forward only; a later change is a new file. */
export const migration0001 = `
create table meta (name text primary key, wert text not null);

create table konto (
  person text primary key,
  anmeldename text not null,
  passwort text,
  oidc_subject text unique,
  rollen text[] not null default '{}',
  aktiv boolean not null default true
);
create unique index konto_anmeldename on konto (lower(anmeldename));

create table geraet (
  id text primary key,
  person text not null references konto (person),
  name text not null,
  jwk jsonb not null,
  angelegt timestamptz not null,
  gesperrt timestamptz,
  last_n bigint not null default 0,
  last_h text not null default repeat('0', 64)
);

create sequence rev;
create table datensatz (
  art text not null,
  id text not null,
  akte text,
  rev bigint not null,
  d jsonb not null,
  primary key (art, id)
);
create index datensatz_akte on datensatz (akte, art);
create index version_sha on datensatz ((d -> 'felder' ->> 'sha')) where art = 'version';
create index version_dokument on datensatz ((d -> 'felder' ->> 'dokument')) where art = 'version';
create index datensatz_bezug on datensatz ((d -> 'felder' ->> 'bezug')) where art in ('ereignis', 'konflikt');
create index vorgang_bearbeitung on datensatz ((d -> 'felder' ->> 'bearbeitung')) where art = 'vorgang';

create table pending (
  id bigserial primary key,
  art text not null,
  rid text not null,
  akte text,
  von_akte text,
  d text not null,
  dev text,
  n bigint
);
create table log (
  s bigint primary key,
  k text not null,
  art text not null,
  rid text not null,
  akte text,
  von_akte text,
  fuer text,
  d text,
  dev text,
  n bigint
);
create index log_record on log (art, rid);

create table sicht (
  person text not null,
  akte text not null,
  seit bigint not null,
  primary key (person, akte)
);
create index sicht_akte on sicht (akte);

create table operation (
  dev text not null,
  n bigint not null,
  h text not null,
  op jsonb not null,
  ergebnis jsonb not null,
  zeit timestamptz not null,
  primary key (dev, n)
);

create table blob (sha text primary key, groesse bigint not null, zeit timestamptz not null);
create table blob_von (sha text not null references blob (sha), person text not null, primary key (sha, person));
create table upload (sha text not null, dev text not null, laenge bigint not null, primary key (sha, dev));

create table gesehene_jti (jti text primary key, bis timestamptz not null);
create table oidc_ticket (
  ticket text primary key,
  geraet jsonb not null,
  state text unique,
  nonce text,
  verifier text,
  person text,
  bis timestamptz not null
);
`;
