/** Failed sign-ins of the last minute, counted for all nodes together; `name` as typed, in lower case. */
export const migration0007 = `
create table fehlversuch (name text not null, zeit timestamptz not null);
create index fehlversuch_name on fehlversuch (name, zeit);
`;
