import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { AppError, errorCode, errorCodes } from '../../shared/errors.ts';
import type { DokumentMitFassung } from '../replica-api/detail-rows.ts';
import { ask } from '../replica-client.ts';
import { type BatchEntry, changeEntry, useBatch } from '../state/batch.ts';
import { lookIntoVersion } from './look-into-version.ts';

/** So many documents fit into one confirmation. */
export const batchLimit = 500;

let turn = 0;
let isChecking = false;

/**
 * Lists Dokumente for one common signature, each with the Version that leads now; then looks into one file after the
 * other, which goes on after this resolves. While a batch is being signed, that one stays.
 */
export async function listBatch(dokumente: readonly string[], reason = ''): Promise<void> {
  const { phase } = useBatch.getState();
  if (phase !== 'review' && phase !== 'done') return;
  turn += 1;
  const found = await ask('dokumente', { ids: dokumente.slice(0, batchLimit) });
  useBatch.setState({ phase: 'review', reason, entries: found.map(asEntry) });
  void checkListed(turn);
}

/** Lists one Dokument anew, after it changed. */
export async function relistDokument(dokument: string): Promise<void> {
  const [found] = await ask('dokumente', { ids: [dokument] });
  if (!found) throw new AppError('not-found');
  changeEntry(dokument, asEntry(found));
  if (!isChecking) void checkListed(turn);
}

/** What was not signed becomes the next list. */
export function listRest(): Promise<void> {
  const { entries, reason } = useBatch.getState();
  const rest = entries.filter(({ state }) => state !== 'signed').map(({ dokument }) => dokument);
  return listBatch(rest, reason);
}

function asEntry({ zeile, zeichen, version }: DokumentMitFassung): BatchEntry {
  const { id, nummer, sha, sizeBytes, mimetyp } = version;
  // What came signed is kept as it came; there is nothing to look into.
  const refusal = isEnvelope(mimetyp) ? ({ state: 'refused', code: 'container-not-changed' } as const) : null;
  return {
    dokument: zeile.id,
    titel: zeile.titel,
    absender: zeile.absender,
    zeichen,
    version: { id, nummer, sha, sizeBytes },
    pages: null,
    places: [],
    state: refusal?.state ?? 'listed',
    code: refusal?.code ?? null,
    isIncluded: refusal === null,
  };
}

/** One after the other, for as long as this list is the present one. */
async function checkListed(mine: number): Promise<void> {
  isChecking = true;
  for (;;) {
    const entry = useBatch.getState().entries.find(({ state }) => state === 'listed');
    if (!entry) break;
    changeEntry(entry.dokument, { state: 'checking' });
    const { pages, code, places } = await lookInto(entry);
    if (mine !== turn) return;
    const result = code === null ? { state: 'ready' as const } : { state: 'refused' as const, isIncluded: false };
    changeEntry(entry.dokument, { pages, code, places, ...result });
  }
  isChecking = false;
}

/** Its pages, the code with which signing it would be refused, and where its signature could be seen. */
async function lookInto({ version }: BatchEntry): Promise<Pick<BatchEntry, 'pages' | 'code' | 'places'>> {
  try {
    const { facts, verdict, places } = await lookIntoVersion(version.id);
    const pages = facts.pages.length === 0 ? null : facts.pages.length;
    if (verdict.verdict === 'invalid') return { pages, code: 'pdf-signature-broken', places };
    return { pages, code: errorCodes.find((code) => code === facts.maySign) ?? null, places };
  } catch (error) {
    return { pages: null, code: errorCode(error), places: [] };
  }
}
