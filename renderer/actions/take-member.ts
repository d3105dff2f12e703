import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import { command } from '../replica-client.ts';
import { type EnvelopeVersion, openEnvelopeVersion } from './open-envelope-version.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** A document in an envelope, and what the two histories say of it. */
export interface MemberTask {
  readonly dokument: string;
  readonly version: EnvelopeVersion;
  readonly name: string;
  readonly titel: string;
  readonly vermerk: string;
  readonly herkunft: string;
}

/** Makes a PDF of an envelope a Dokument of its own in the same place; the envelope stays as it came. */
export async function takeOutMember(task: MemberTask): Promise<{ readonly dokument: string }> {
  const { dokument, version, name, titel, vermerk, herkunft } = task;
  const bytes = await readMember(version, name, 'open', 'Dokument herausnehmen');
  const dateiname = baseName(name);
  return command('addMember', { zu: dokument, version: version.id, titel, dateiname, bytes, vermerk, herkunft });
}

/** Saves a copy of a document of an envelope where the person says. False: the person cancelled. */
export async function saveMember(version: EnvelopeVersion, name: string): Promise<boolean> {
  const target = await chooseCopyTarget(baseName(name));
  if (!target) return false;
  await writeCopy(target, piecesOf(bytesFile(await readMember(version, name, 'export', 'Kopie gespeichert'))));
  return true;
}

/** Saves a copy of a signature that came beside a Version. False: the person cancelled. */
export async function saveSignature(version: string, dateiname: string): Promise<boolean> {
  const target = await chooseCopyTarget(dateiname);
  if (!target) return false;
  const access = { version, action: 'export', purpose: 'Kopie gespeichert' } as const;
  const { signatures } = await command('readSignatures', access);
  const found = signatures.find((one) => one.dateiname === dateiname);
  if (found) await writeCopy(target, piecesOf(bytesFile(found.bytes)));
  return found !== undefined;
}

async function readMember(
  version: EnvelopeVersion,
  name: string,
  action: 'open' | 'export',
  purpose: string,
): Promise<Uint8Array> {
  const envelope = await openEnvelopeVersion(version, action, purpose);
  try {
    return await envelope.take(name);
  } finally {
    envelope.close();
  }
}

/** A name in a container may lie in folders. */
function baseName(name: string): string {
  return (name.split('/').at(-1) ?? name).slice(-255);
}
