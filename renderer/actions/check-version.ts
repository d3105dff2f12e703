import { isEnvelope } from '../../shared/asic/envelope-types.ts';
import type { ContainerVerdict } from '../../shared/asic/validate-container.ts';
import type { OfficeConcern } from '../../shared/office/office-text.ts';
import type { PdfFacts, PdfVerdict } from '../../shared/pdf/pdf-types.ts';
import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { command } from '../replica-client.ts';
import { lendPdf } from './lend-pdf.ts';
import { openEnvelopeVersion } from './open-envelope-version.ts';

/** Everything the Pruefung says of a Version, within it and beside it. */
export interface VersionCheck {
  /** Null: the file is an envelope, and no PDF itself. */
  readonly facts: PdfFacts | null;
  /** The signatures within a PDF; none of an envelope. */
  readonly verdict: PdfVerdict;
  /** The signatures of an envelope, or those that lie beside a PDF; null without any. */
  readonly beside: ContainerVerdict | null;
  /** Of a text file: what a person has to know of it; null of anything else. */
  readonly concerns: readonly OfficeConcern[] | null;
  /** Of the bytes that were judged: SHA-256 in hexadecimal, and how many they are. */
  readonly sha: string;
  readonly sizeBytes: number;
}

/** A Version, as far as it must be known to be judged. */
export type CheckedVersion = Pick<VersionZeile, 'id' | 'dateiname' | 'mimetyp' | 'signaturen'>;

/** Judges the signatures of a Version on this device, without a connection, those beside it too. */
export async function checkVersion(version: CheckedVersion, purpose: string, at = new Date()): Promise<VersionCheck> {
  // Without a trusted list a chain stays 'indeterminate'; integrity and coverage are judged all the same.
  const trust = await command('readTrust', {});
  if (isEnvelope(version.mimetyp)) {
    const envelope = await openEnvelopeVersion(version, 'validate', purpose);
    try {
      const beside = await envelope.check(trust, at);
      return {
        facts: null,
        verdict: nothing,
        beside,
        concerns: envelope.concerns,
        sha: envelope.sha,
        sizeBytes: envelope.sizeBytes,
      };
    } finally {
      envelope.close();
    }
  }
  const access = { version: version.id, action: 'validate', purpose } as const;
  const signatures = version.signaturen.length === 0 ? [] : (await command('readSignatures', access)).signatures;
  const pdf = await lendPdf({ ...access, format: 'best' });
  try {
    const files = signatures.map((one) => ({ name: one.dateiname, bytes: one.bytes }));
    const beside = files.length === 0 ? null : await pdf.checkBeside(version.dateiname, files, trust, at);
    return { ...(await pdf.check(trust, at)), beside, concerns: null, sha: pdf.sha, sizeBytes: pdf.sizeBytes };
  } finally {
    pdf.close();
  }
}

const nothing: PdfVerdict = { verdict: 'none', signatures: [], warnings: [] };
