import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import { openCollection } from '../pdf-client.ts';
import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import type { DokumentZeile } from '../replica-api/dokument-rows.ts';
import { ask, command } from '../replica-client.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** One document and what is said of it below its title. */
export interface CollectedRow {
  readonly zeile: DokumentZeile;
  readonly angaben: string;
}

/** Documents on their way into one file. */
export interface SaveAkteTask {
  readonly rows: readonly CollectedRow[];
  readonly titel: string;
  readonly angaben: readonly string[];
  readonly fileName: string;
  readonly signal: AbortSignal;
  /** Words for a refusal on the sheet that stands for the document. */
  readonly why: (code: ErrorCode) => string;
  readonly onRead: (done: number) => void;
}

/** What was saved, and which documents are in only by a note. */
export interface SavedAkte {
  readonly sheets: number;
  readonly refused: readonly { readonly titel: string; readonly code: ErrorCode }[];
}

/**
 * Saves documents as one PDF to read, outside the Aktentasche, where the person says. Each document's access record "export"
 * is on disk before its bytes come. Null: cancelled, and nothing was written.
 */
export async function saveAkte(task: SaveAkteTask): Promise<SavedAkte | null> {
  const collection = await openCollection();
  const refused: { titel: string; code: ErrorCode }[] = [];
  try {
    for (const [index, { zeile, angaben }] of task.rows.entries()) {
      if (task.signal.aborted) return null;
      const code = await addRow(collection, zeile, angaben);
      if (code !== null) refused.push({ titel: zeile.titel, code });
      task.onRead(index + 1);
    }
    const why = Object.fromEntries(refused.map(({ code }) => [code, task.why(code)]));
    const at = new Date().toISOString();
    const { bytes, sheets } = await collection.finish({ titel: task.titel, angaben: task.angaben }, at, why);
    if (task.signal.aborted) return null;
    const target = await chooseCopyTarget(task.fileName);
    if (!target) return null;
    await writeCopy(target, piecesOf(bytesFile(bytes)));
    return { sheets, refused };
  } finally {
    collection.close();
  }
}

async function addRow(
  collection: Awaited<ReturnType<typeof openCollection>>,
  { id, titel }: DokumentZeile,
  angaben: string,
): Promise<ErrorCode | null> {
  const detail = await ask('dokument', { id });
  const version = detail?.versionen.find(({ leading }) => leading) ?? detail?.versionen.at(-1);
  const facts = { titel, angaben, sha: version?.sha ?? '' };
  try {
    if (version && isEnvelope(version.mimetyp)) throw new AppError('container-not-changed');
    const purpose = 'Als eine PDF-Datei gespeichert';
    const { bytes } = await command('readVersion', { version: version?.id ?? '', action: 'export', purpose });
    return await collection.add(facts, bytes);
  } catch (error) {
    const code = errorCode(error);
    await collection.addMissing(facts, code);
    return code;
  }
}
