import type { VersionZeile } from '../replica-api/dokument-rows.ts';
import { akteOfVersion } from './akte-facts.ts';
import { bestFormats, type Format, isRenewalDue, reaches } from './formate.ts';
import { isHere } from './is-here.ts';
import type { Replica } from './replica.ts';

/** A Version whose signatures are to be raised on this device. */
export interface DueSignature {
  readonly version: string;
  /** Bytes to read. */
  readonly sizeBytes: number;
}

/**
 * Versionen made by this person whose line was signed, whose bytes are here and whose level is below what the server wants:
 * the facts are the records, so that nothing is forgotten at a restart. What failed waits until its time, or for good. A
 * format whose last time-stamp ceases to carry it is due again.
 */
export function dueSignatures(replica: Replica): DueSignature[] {
  const { version } = replica.tables;
  if (replica.state.raiseTo === 'none') return [];
  const formats = bestFormats(replica);
  const now = replica.now().toISOString();
  const waiting = new Map(replica.state.notRaised.map((one) => [one.version, one.until]));
  const due: DueSignature[] = [];
  for (let row = 0; row < version.rowCount; row++) {
    const id = version.ids[row];
    if (id == null || !isOwed(replica, row, formats.get(id) ?? null)) continue;
    const until = waiting.get(id);
    if (until === null || (until !== undefined && until > now)) continue;
    const best = formats.get(id);
    const bytes = best ?? { sha: version.text('sha', row), sizeBytes: version.number('groesse', row) };
    if (isHere(replica, bytes.sha)) due.push({ version: id, sizeBytes: bytes.sizeBytes });
  }
  return due;
}

/** What a person is told of a Version's level: null when there is nothing to raise. */
export function raisingOf(replica: Replica, row: number, best: Format | null): VersionZeile['anhebung'] {
  if (replica.state.raiseTo === 'none' || !isOwed(replica, row, best)) return null;
  const failure = replica.state.notRaised.find((one) => one.version === replica.tables.version.ids[row]);
  return { code: failure?.code ?? null, until: failure?.until ?? null };
}

/** How many Versionen wait for a higher level, and how many never get it. */
export function countOwed(replica: Replica): { readonly waiting: number; readonly refused: number } {
  const { version } = replica.tables;
  if (replica.state.raiseTo === 'none') return { waiting: 0, refused: 0 };
  const formats = bestFormats(replica);
  const given = new Set(replica.state.notRaised.filter(({ until }) => until === null).map((one) => one.version));
  const owed = version.ids.filter((id, row) => id != null && isOwed(replica, row, formats.get(id) ?? null));
  const refused = owed.filter((id) => given.has(id ?? '')).length;
  return { waiting: owed.length - refused, refused };
}

function isOwed(replica: Replica, row: number, best: Format | null): boolean {
  const { version, akte } = replica.tables;
  if (version.code('erstelltVon', row) !== replica.identity.person || !isSigned(replica, row)) return false;
  if (best !== null && reaches(best.stufe, replica.state.raiseTo) && !isRenewalDue(best, replica.now())) return false;
  if (replica.state.notRaised.some((one) => one.version === version.ids[row] && one.code === null)) return false;
  return akte.code('status', akte.row(akteOfVersion(replica, row))) !== 'zdA';
}

/** A signature stays in everything made from the signed Version. */
function isSigned({ tables: { version } }: Replica, row: number): boolean {
  const seen = new Set<number>();
  for (let at = row; at >= 0 && !seen.has(at); at = version.row(version.code('vorgaenger', at))) {
    if (version.code('entstehung', at) === 'unterschrift') return true;
    seen.add(at);
  }
  return false;
}
