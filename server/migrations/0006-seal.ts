/** Every use of the authority's seal: what was sealed, by whose hand, with which certificate. */
export const migration0006 = `
create table siegelung (
  version text primary key,
  vorgaenger text not null,
  person text not null,
  dev text not null,
  sha text not null,
  zertifikat text not null,
  zeit timestamptz not null
);
create index siegelung_person on siegelung (person, zeit);
`;
