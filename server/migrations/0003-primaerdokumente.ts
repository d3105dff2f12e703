/** Bytes are found by their hash as those of a Version or of a further format of one; formats also by their Version. */
export const migration0003 = `
create index bytes_sha on datensatz ((d -> 'felder' ->> 'sha')) where art in ('version', 'primaerdokument');
drop index version_sha;
create index primaerdokument_version on datensatz ((d -> 'felder' ->> 'version')) where art = 'primaerdokument';
`;
