import { AppError } from '../../shared/errors.ts';
import type { TrustSnapshot } from '../../shared/trust/trust-list.ts';
import type { Db } from '../database.ts';

/** Where another list is, and who may sign it (certificates, DER in base64). */
export interface ListPointer {
  readonly territory: string;
  readonly url: string;
  readonly isListOfLists: boolean;
  readonly certificates: readonly string[];
}

/** One trusted list, read and verified. */
export interface ReadList {
  readonly territory: string;
  readonly sequence: number;
  readonly issued: Date;
  /** Null: the list is closed, nothing follows. */
  readonly nextUpdate: Date | null;
  readonly content: {
    readonly isListOfLists: boolean;
    readonly pointers: readonly ListPointer[];
    readonly entries: TrustSnapshot['entries'];
  };
}

/** A certificate that the agency trusts by itself. */
export interface OwnAnchor {
  /** SHA-256 of the DER, hexadecimal. */
  readonly sha: string;
  readonly service: 'own-ca' | 'own-tsa';
  /** DER in base64. */
  readonly certificate: string;
  readonly name: string;
  readonly added: Date;
}

/** Every list, by territory. */
export async function readLists(db: Db): Promise<readonly (ReadList & { readonly readAt: Date })[]> {
  const { rows } = await db.query<ReadList & { readonly readAt: Date }>(
    `select territory, sequence, issued, next_update as "nextUpdate", read_at as "readAt", content
       from trust_list order by territory`,
  );
  return rows;
}

/** What the list of lists says of the others; nothing before it was read. */
export async function readPointers(db: Db): Promise<readonly ListPointer[]> {
  const { rows } = await db.query<{ pointers: readonly ListPointer[] }>(
    `select content -> 'pointers' as pointers from trust_list where (content ->> 'isListOfLists')::boolean`,
  );
  return rows.flatMap(({ pointers }) => pointers);
}

/** Number and time of reading of a list, null for one never read. */
export async function readState(
  db: Db,
  territory: string,
): Promise<{ readonly sequence: number; readonly readAt: Date } | null> {
  const { rows } = await db.query<{ sequence: number; readAt: Date }>(
    'select sequence, read_at as "readAt" from trust_list where territory = $1',
    [territory],
  );
  return rows[0] ?? null;
}

/** Keeps a list in the place of the one before. */
export async function storeList(db: Db, list: ReadList, now: Date): Promise<void> {
  await db.query(
    `insert into trust_list (territory, sequence, issued, next_update, read_at, content) values ($1, $2, $3, $4, $5, $6)
     on conflict (territory) do update set sequence = $2, issued = $3, next_update = $4, read_at = $5, content = $6`,
    [list.territory, list.sequence, list.issued, list.nextUpdate, now, JSON.stringify(list.content)],
  );
}

/** The agency's own certificates, oldest first. */
export async function readAnchors(db: Db): Promise<readonly OwnAnchor[]> {
  const { rows } = await db.query<OwnAnchor>(
    'select sha, service, certificate, name, added from trust_anchor order by added',
  );
  return rows;
}

/** Trusts a certificate; one that is trusted already stays as it is. */
export async function storeAnchor(db: Db, { sha, service, certificate, name, added }: OwnAnchor): Promise<void> {
  await db.query('insert into trust_anchor values ($1, $2, $3, $4, $5) on conflict (sha) do nothing', [
    sha,
    service,
    certificate,
    name,
    added,
  ]);
}

/** Ends the trust in a list, by its territory, or in an own certificate, by its SHA-256. Throws AppError 'not-found'. */
export async function removeTrust(db: Db, subject: string): Promise<void> {
  const lists = await db.query('delete from trust_list where territory = $1', [subject]);
  const anchors = await db.query('delete from trust_anchor where sha = $1', [subject]);
  if (!lists.rowCount && !anchors.rowCount) throw new AppError('not-found');
}

/** The newest signed snapshot, null before the first. */
export async function newestDocument(db: Db): Promise<{ readonly number: number; readonly document: string } | null> {
  const { rows } = await db.query<{ number: number; document: string }>(
    'select number, document from trust_snapshot order by number desc limit 1',
  );
  return rows[0] ?? null;
}
