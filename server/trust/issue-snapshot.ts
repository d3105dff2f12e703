import type { TrustSnapshot } from '../../shared/trust/trust-list.ts';
import type { Db } from '../database.ts';
import type { SnapshotKey } from './snapshot-key.ts';
import { readAnchors, readLists } from './trust-store.ts';

const DAY_MS = 86_400_000;
/** However far off a list's own date is: after so long it should be read again. */
const READ_AGAIN_DAYS = 30;
/** Only the newest is handed out; a few more tell later what was valid when. */
const KEPT = 20;

/** Whom the agency trusts, it trusts for older signatures too. */
const always = { from: new Date(0).toISOString(), granted: true, uses: [], qualifications: [] };

/** Makes and signs the snapshot of everything trusted now. Answers its number. */
export async function issueSnapshot(db: Db, by: { key: SnapshotKey; authority: string; now: Date }): Promise<number> {
  // Two administrators at once must not make two snapshots of one number.
  await db.query('lock table trust_snapshot in exclusive mode');
  const lists = await readLists(db);
  const anchors = await readAnchors(db);
  const last = await newestNumber(db);
  // The clock, so that a database restored from a backup does not hand out numbers a second time.
  const number = Math.max((last ?? 0) + 1, Math.floor(by.now.getTime() / 1000));
  const snapshot: TrustSnapshot = {
    version: 1,
    number,
    authority: by.authority,
    issuedAt: oldest([by.now, ...lists.map(({ readAt }) => readAt)]).toISOString(),
    nextUpdate: lists.length === 0 ? null : readAgainAt(by.now, lists).toISOString(),
    lists: lists.map(({ territory, sequence, issued, nextUpdate }) => ({
      territory,
      sequence,
      issued: issued.toISOString(),
      nextUpdate: nextUpdate?.toISOString() ?? null,
    })),
    entries: [
      ...lists.flatMap(({ content }) => content.entries),
      ...anchors.map(({ service, certificate, name }) => ({
        certificate,
        service,
        territory: null,
        provider: by.authority,
        name,
        periods: [always],
      })),
    ],
  };
  const document = JSON.stringify(by.key.sign(JSON.stringify(snapshot)));
  await db.query('insert into trust_snapshot values ($1, $2, $3)', [number, document, by.now]);
  await db.query(
    'delete from trust_snapshot where number not in (select number from trust_snapshot order by number desc limit $1)',
    [KEPT],
  );
  return number;
}

/** The number of the newest snapshot, null before the first. */
export async function newestNumber(db: Db): Promise<number | null> {
  const { rows } = await db.query<{ number: number | null }>('select max(number) as number from trust_snapshot');
  return rows[0]?.number ?? null;
}

/** The age that is shown is that of the list read longest ago, whatever was read anew beside it. */
function oldest(times: readonly Date[]): Date {
  return times.reduce((a, b) => (a < b ? a : b));
}

function readAgainAt(now: Date, lists: readonly { readonly nextUpdate: Date | null }[]): Date {
  const wanted = lists.flatMap(({ nextUpdate }) => nextUpdate ?? []);
  return oldest([new Date(now.getTime() + READ_AGAIN_DAYS * DAY_MS), ...wanted]);
}
