/** What was moved out of an Akte: looked for when somebody's right to it ends. */
export const migration0010 = `
create index log_moved on log (von_akte, s) where von_akte is not null;
`;
