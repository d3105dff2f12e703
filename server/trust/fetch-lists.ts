import type { X509Certificate } from 'node:crypto';
import type pg from 'pg';
import { AppError, errorCode } from '../../shared/errors.ts';
import { transaction } from '../database.ts';
import { importList } from './import-trust.ts';
import { issueSnapshot } from './issue-snapshot.ts';
import type { SnapshotKey } from './snapshot-key.ts';
import { readState } from './trust-store.ts';

/** Its country code. */
const listOfLists = 'EU';
const MAX_BYTES = 48 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
const EVERY_MS = 12 * 3_600_000;
/** Several nodes share one database: whoever comes second within this time leaves it. */
const RECENT_MS = 11 * 3_600_000;

/** Where the list of lists is, who may sign it, and which countries are wanted (empty: all). */
export interface FetchSettings {
  readonly url: string;
  readonly signers: readonly X509Certificate[];
  readonly territories: readonly string[];
}

/** What a round needs; handed in. */
export interface FetchContext {
  readonly pool: pg.Pool;
  readonly snapshotKey: SnapshotKey;
  readonly authority: string;
  readonly now: () => Date;
  readonly fetch: typeof fetch;
  readonly onProblem: (territory: string, error: unknown) => void;
}

/**
 * Reads the list of lists and the national lists it points to, and makes a new snapshot. A list that cannot be read stays as
 * it was and is reported; the others are taken.
 */
export async function fetchLists(context: FetchContext, settings: FetchSettings): Promise<void> {
  const { pool, now } = context;
  const last = (await readState(pool, listOfLists))?.readAt;
  if (last && now().getTime() - last.getTime() < RECENT_MS) return;
  const take = async (territory: string, url: string) => {
    try {
      const text = await download(context.fetch, url);
      return await transaction(pool, (db) => importList(db, text, { signers: settings.signers, now: now() }));
    } catch (error) {
      context.onProblem(territory, error);
      return null;
    }
  };
  const main = await take(listOfLists, settings.url);
  if (main === null) return;
  const { territories } = settings;
  for (const { territory, url, isListOfLists } of main.content.pointers) {
    if (isListOfLists || (territories.length > 0 && !territories.includes(territory))) continue;
    await take(territory, url);
  }
  const by = { key: context.snapshotKey, authority: context.authority, now: now() };
  await transaction(pool, (db) => issueSnapshot(db, by));
}

/** Fetches now and then twice a day. Answers with what ends it. */
export function keepFetching(context: FetchContext, settings: FetchSettings): () => void {
  const round = () => {
    fetchLists(context, settings).catch((error: unknown) => context.onProblem(listOfLists, error));
  };
  round();
  const timer = setInterval(round, EVERY_MS);
  return () => clearInterval(timer);
}

/** Only https, no redirects elsewhere, with caps on size and time. Throws AppError 'server-unreachable' or 'too-large'. */
async function download(fetchFrom: typeof fetch, url: string): Promise<string> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') throw new AppError('input-invalid');
  const answer = await fetchFrom(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' }).catch(
    (cause: unknown) => {
      throw new AppError('server-unreachable', { cause });
    },
  );
  if (!answer.ok || !answer.body) throw new AppError('server-unreachable', { cause: answer.status });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MAX_BYTES) throw new AppError('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** One line for the server's log: which list, and the code. */
export function problemLine(territory: string, error: unknown): string {
  return JSON.stringify({ trustList: territory, code: errorCode(error) });
}
