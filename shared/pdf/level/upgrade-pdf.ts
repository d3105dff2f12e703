import { AppError } from '../../errors.ts';
import { requireChangeAllowed } from '../change-rights.ts';
import { type ByteSource, joinSource } from '../file/byte-source.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { UpgradeRequest, UpgradeResult } from '../pdf-types.ts';
import { fillGap } from '../sign/byte-range-gap.ts';
import { readCertificate } from '../sign/certificate.ts';
import { requireIntact } from '../sign/require-intact.ts';
import { readStore } from '../validate/read-store.ts';
import { appendStore } from './append-store.ts';
import { collectEvidence } from './collect-evidence.ts';
import { prepareDocumentTimestamp } from './document-timestamp.ts';
import { EvidenceMemory } from './evidence-memory.ts';
import { fetchTimestamp } from './fetch-timestamp.ts';
import { readSigners } from './read-signers.ts';

/**
 * Raises every signature of a file to a level by appending alone (EN 319 142-1 §5.4, §6): a document time-stamp where a
 * signature has none, the validation data, and an archive time-stamp over it. B-LTA can be repeated before the last
 * time-stamp's authority expires. Throws AppError 'pdf-not-signed', 'pdf-signature-broken', 'tsa-…', 'revocation-…'.
 */
export async function appendLevel(request: UpgradeRequest): Promise<UpgradeResult> {
  const { source, makeDigest, at, level, password } = request;
  const file = new PdfFile(source, password);
  requireChangeAllowed(file, 'upgrade');
  const signers = readSigners(file);
  if (!signers.some((one) => !one.isTimestamp)) throw new AppError('pdf-not-signed');
  requireIntact(file, makeDigest, at);

  const growing = new GrowingFile(source);
  const lastTimestamp = signers.findLast((one) => one.isTimestamp)?.end ?? 0;
  const isUnproven = signers.some((one) => !one.isTimestamp && one.ownTime === null && one.end > lastTimestamp);
  if (isUnproven) await appendTimestamp(request, growing);
  if (level !== 'B-T') await appendValidationData(request, growing);
  if (level === 'B-LTA') await appendTimestamp(request, growing);
  return { baseSizeBytes: source.size, appended: growing.appended(), added: growing.added };
}

async function appendTimestamp(request: UpgradeRequest, growing: GrowingFile): Promise<void> {
  const file = new PdfFile(growing.source, request.password);
  const slot = prepareDocumentTimestamp(file, request.makeDigest, request.at);
  const token = await fetchTimestamp(request.online, slot.digest, request.at);
  growing.append(fillGap(slot, token), 'timestamp');
}

async function appendValidationData(request: UpgradeRequest, growing: GrowingFile): Promise<void> {
  const { at, online, trust, password } = request;
  const file = new PdfFile(growing.source, password);
  const data = await collectEvidence({
    signers: readSigners(file),
    store: readStore(file),
    anchors: trust.map(readCertificate),
    at,
    online,
    memory: request.memory ?? new EvidenceMemory(),
  });
  const appended = appendStore(file, data, at);
  if (appended !== null) growing.append(appended, 'validation-data');
}

/** The original and the updates behind it so far. */
class GrowingFile {
  source: ByteSource;
  readonly added: UpgradeResult['added'][number][] = [];
  private readonly parts: Uint8Array[] = [];

  constructor(source: ByteSource) {
    this.source = source;
  }

  append(bytes: Uint8Array, kind: UpgradeResult['added'][number]): void {
    this.parts.push(bytes);
    this.added.push(kind);
    this.source = joinSource(this.source, bytes);
  }

  appended(): Uint8Array {
    const whole = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of this.parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  }
}
