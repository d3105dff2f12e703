import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { openCollection } from '../pdf-client.ts';
import type { DokumentZeile, VersionZeile } from '../replica-api/dokument-rows.ts';
import { ask, command } from '../replica-client.ts';

/** One document and what is said of it below its title. */
export interface CollectedRow {
  readonly zeile: DokumentZeile;
  /** Geschaeftszeichen of its Vorgang. */
  readonly zeichen: string;
  readonly angaben: string;
}

/** How its bytes are read, and what the access record says of it. */
interface CollectAccess {
  readonly action: 'export' | 'print';
  readonly purpose: string;
  readonly format?: 'best';
}

/** One document whose pages are in the file; `sha` = of the bytes they come from. */
interface TakenRow extends CollectedRow {
  readonly version: VersionZeile;
  readonly sha: string;
}

/** Documents on their way into one file to read. */
export interface CollectTask {
  readonly rows: readonly CollectedRow[];
  readonly titel: string;
  readonly angaben: readonly string[];
  readonly signal: AbortSignal;
  /** Words for a refusal on the sheet that stands for the document. */
  readonly why: (code: ErrorCode) => string;
  readonly onRead: (done: number) => void;
}

/** The file, how many sheets it has, what is in it, and which documents are in only by a note. */
export interface CollectedAkte {
  readonly bytes: Uint8Array;
  readonly sheets: number;
  readonly taken: readonly TakenRow[];
  readonly refused: readonly { readonly titel: string; readonly code: ErrorCode }[];
}

/**
 * Documents as one PDF. Each one's access record is on disk before its bytes come. Null: cancelled. Throws what policy forbids for
 * all of them: AppError 'print-forbidden', 'print-too-confidential'.
 */
export async function collectAkte(task: CollectTask, access: CollectAccess): Promise<CollectedAkte | null> {
  const collection = await openCollection();
  const refused: { titel: string; code: ErrorCode }[] = [];
  const taken: TakenRow[] = [];
  try {
    for (const [index, row] of task.rows.entries()) {
      if (task.signal.aborted) return null;
      const added = await addRow(collection, row, access);
      if ('code' in added) refused.push({ titel: row.zeile.titel, code: added.code });
      else taken.push(added);
      task.onRead(index + 1);
    }
    const why = Object.fromEntries(refused.map(({ code }) => [code, task.why(code)]));
    const at = new Date().toISOString();
    const { bytes, sheets } = await collection.finish({ titel: task.titel, angaben: task.angaben }, at, why);
    return task.signal.aborted ? null : { bytes, sheets, taken, refused };
  } finally {
    collection.close();
  }
}

async function leadingVersion(dokument: string): Promise<VersionZeile | undefined> {
  const detail = await ask('dokument', { id: dokument });
  return detail?.versionen.find(({ leading }) => leading) ?? detail?.versionen.at(-1);
}

async function addRow(
  collection: Awaited<ReturnType<typeof openCollection>>,
  row: CollectedRow,
  access: CollectAccess,
): Promise<TakenRow | { readonly code: ErrorCode }> {
  const version = await leadingVersion(row.zeile.id);
  const facts = { titel: row.zeile.titel, angaben: row.angaben, sha: version?.sha ?? '' };
  try {
    if (!version) throw new AppError('not-found');
    if (isEnvelope(version.mimetyp)) throw new AppError('container-not-changed');
    const { bytes } = await command('readVersion', { version: version.id, ...access });
    const sha = toHex(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
    const code = await collection.add({ ...facts, sha }, bytes);
    return code === null ? { ...row, version, sha } : { code };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'print-forbidden' || code === 'print-too-confidential') throw error;
    await collection.addMissing(facts, code);
    return { code };
  }
}

function toHex(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
