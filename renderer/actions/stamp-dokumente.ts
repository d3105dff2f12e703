import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import { AppError, type ErrorCode, errorCode } from '../../shared/errors.ts';
import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import { missingStampFields, ownFields, prefillStamp, type StampValues } from '../../shared/pdf/stamp/stamp-values.ts';
import { ask, command } from '../replica-client.ts';
import { openToStamp, stampOrder } from './stamp-dokument.ts';
import { stampFacts } from './stamp-facts.ts';

/** What became of one document: a new Version, a refusal with nothing written, or never begun. */
export type BatchOutcome =
  | { readonly kind: 'done'; readonly fassung: number }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  | { readonly kind: 'left' };

/** Several documents and one stamp; `values` are those that all have in common. */
export interface BatchTask {
  readonly dokumente: readonly string[];
  readonly kind: StampKind;
  readonly values: StampValues;
  /** Stops before the next document. */
  readonly signal: AbortSignal;
  readonly onOutcome: (dokument: string, outcome: BatchOutcome) => void;
}

/**
 * Stamps documents one after the other at the default place of the kind. Each gets its Version whole or stays untouched, and
 * none stands in the way of the next.
 */
export async function stampDokumente(task: BatchTask): Promise<void> {
  for (const dokument of task.dokumente) {
    if (task.signal.aborted) task.onOutcome(dokument, { kind: 'left' });
    else task.onOutcome(dokument, await stampOne(dokument, task).catch(refused));
  }
}

async function stampOne(dokument: string, { kind, values }: BatchTask): Promise<BatchOutcome> {
  const detail = await ask('dokument', { id: dokument });
  const version = detail?.versionen.find(({ leading }) => leading) ?? detail?.versionen.at(-1);
  if (!detail || !version) throw new AppError('not-found');
  if (isEnvelope(version.mimetyp)) throw new AppError('container-not-changed');
  const facts = stampFacts(detail.zeile, version, detail.vorgang?.geschaeftszeichen ?? '', detail.versionen);
  const own = ownFields(kind);
  const prefilled = prefillStamp(kind, facts, new Date());
  const filled = Object.fromEntries(
    Object.entries(prefilled).map(([name, value]) => [name, own.has(name) ? value : (values[name] ?? value)]),
  );
  if (missingStampFields(kind, filled).length > 0) throw new AppError('stamp-field-invalid');
  const pdf = await openToStamp(version);
  try {
    const { appended, layout } = await pdf.stamp(stampOrder(kind, filled));
    const text = layout.text;
    const { lent } = pdf;
    await command('addVersion', { dokument, vorgaenger: version.id, lent, appended, entstehung: 'stempel', text });
    return { kind: 'done', fassung: version.nummer + 1 };
  } finally {
    pdf.close();
  }
}

function refused(error: unknown): BatchOutcome {
  return { kind: 'refused', code: errorCode(error) };
}
