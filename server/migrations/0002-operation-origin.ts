/** Operations of a replaced device that its successor sent again are found by the hash they had there (S31). */
export const migration0002 = `
create index operation_origin on operation ((op -> 'origin' ->> 'h')) where op ? 'origin';
`;
