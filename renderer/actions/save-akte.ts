import type { ErrorCode } from '../../shared/errors.ts';
import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import { type CollectTask, collectAkte } from './collect-akte.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** What was saved, and which documents are in only by a note. */
export interface SavedAkte {
  readonly sheets: number;
  readonly refused: readonly { readonly titel: string; readonly code: ErrorCode }[];
}

/**
 * Saves documents as one PDF to read, outside the Aktentasche, where the person says. Each document's access record "export"
 * is on disk before its bytes come. Null: cancelled, and nothing was written.
 */
export async function saveAkte(task: CollectTask & { readonly fileName: string }): Promise<SavedAkte | null> {
  const collected = await collectAkte(task, { action: 'export', purpose: 'Als eine PDF-Datei gespeichert' });
  const target = collected && (await chooseCopyTarget(task.fileName));
  if (!collected || !target) return null;
  await writeCopy(target, piecesOf(bytesFile(collected.bytes)));
  return { sheets: collected.sheets, refused: collected.refused };
}
