/** What a device takes along: the digest of the list that it told last, and its records by device. */
export const migration0008 = `
alter table geraet add column gepackt text not null default '';
create index mitnahme_geraet on datensatz ((d -> 'felder' ->> 'geraet')) where art = 'mitnahme';
`;
