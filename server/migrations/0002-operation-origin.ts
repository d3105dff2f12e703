/** `ursprung`: hash that an operation had on the device it was made on, the same for all who sent it again (S31). */
export const migration0002 = `
alter table operation add column ursprung text generated always as (coalesce(op -> 'origin' ->> 'h', h)) stored;
create index operation_ursprung on operation (ursprung);
`;
