/** `quittung`: the signed receipt of a device that was handed back, so that a lost answer can be given again. */
export const migration0013 = `
alter table geraet add column quittung jsonb;
`;
