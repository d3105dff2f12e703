/** What the log has of the acknowledged pushes: gaps, doubles, what is missing, and the sequence of each operation. */
export async function checkLog(db, pushed) {
  const number = async (sql) => Number((await db.query(sql)).rows[0].n);
  const { rows } = await db.query(`select dev, n, max(s) as s from log where dev like 'last-%' group by dev, n`);
  const sequences = new Map(rows.map(({ dev, n, s }) => [`${dev}/${n}`, Number(s)]));
  let missing = 0;
  for (const { dev, first, count } of pushed) {
    for (let n = first; n < first + count; n++) if (!sequences.has(`${dev}/${n}`)) missing += 1;
  }
  return {
    sequences,
    missing,
    gaps: await number('select coalesce(max(s), 0) - count(*) as n from log'),
    doubles: await number(
      `select count(*) as n from (select from log where dev is not null group by dev, n, art, rid having count(*) > 1) t`,
    ),
  };
}
