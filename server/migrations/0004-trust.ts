/**
 * What the agency trusts: lists that were read (`EU` is the list of the lists, with the addresses and signers of the
 * others), its own certificates, and the snapshots made of both.
 */
export const migration0004 = `
create table trust_list (
  territory text primary key,
  sequence bigint not null,
  issued timestamptz not null,
  next_update timestamptz,
  read_at timestamptz not null,
  content jsonb not null
);
create table trust_anchor (
  sha text primary key,
  service text not null,
  certificate text not null,
  name text not null,
  added timestamptz not null
);
create table trust_snapshot (number bigint primary key, document text not null, issued timestamptz not null);
`;
