/** Records of persons name the roles of their accounts; the change feed carries them to every workstation (S33). */
export const migration0005 = `
with fresh as (
  select p.id, k.rollen, nextval('rev') as rev
    from datensatz p join konto k on k.person = p.id where p.art = 'person'
), changed as (
  update datensatz p
     set rev = fresh.rev,
         d = p.d || jsonb_build_object(
           'rev', fresh.rev,
           'felder', p.d -> 'felder' || jsonb_build_object('rollen', to_jsonb(fresh.rollen)),
           'feldrev', coalesce(p.d -> 'feldrev', '{}') || jsonb_build_object('rollen', fresh.rev))
    from fresh where p.art = 'person' and p.id = fresh.id
  returning p.id, p.d
)
insert into pending (art, rid, akte, d) select 'person', id, null, (d - 'feldrev' - 'feldvon')::text from changed;
`;
