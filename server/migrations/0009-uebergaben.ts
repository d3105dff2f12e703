/** The key that packages for a device are sealed with (empty: not told), and the records of devices and packages. */
export const migration0009 = `
alter table geraet add column schluessel text not null default '';
create index geraeteschluessel_geraet on datensatz ((d -> 'felder' ->> 'geraet')) where art = 'geraeteschluessel';
create index uebergabe_sha on datensatz ((d -> 'felder' ->> 'sha')) where art = 'uebergabe';
`;
