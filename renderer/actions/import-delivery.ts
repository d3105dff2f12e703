import { AppError } from '../../shared/errors.ts';
import { openEnvelope } from '../pdf-client.ts';
import type { Eingang } from '../replica-api/command-inputs.ts';
import { command } from '../replica-client.ts';
import type { Delivery } from './sort-deliveries.ts';

/**
 * Takes one delivery in as Version 1, unchanged, with the signatures beside it and the PDFs of an e-mail as Anlagen; into the Posteingang when `vorgang` is null.
 * Answers its Dokument.
 */
export async function importDelivery(
  delivery: Delivery,
  titel: string,
  eingang: Eingang,
  vorgang: string | null,
): Promise<string> {
  const bytes = await delivery.read();
  if (bytes.length === 0) throw new AppError('pdf-empty');
  const { name, mimetyp, signatures, letter } = delivery;
  const anlagen = letter ? await anlagenOf(name, bytes, letter.anlagen) : [];
  const file = { name, mimetyp, bytes, signaturen: [...signatures], anlagen };
  const { dokument } = await command('importDokument', { ...file, titel, vorgang, eingang });
  return dokument;
}

async function anlagenOf(name: string, bytes: Uint8Array, wanted: readonly string[]) {
  if (wanted.length === 0) return [];
  const envelope = await openEnvelope({ name, bytes: bytes.slice() });
  try {
    const anlagen: { name: string; bytes: Uint8Array }[] = [];
    for (const one of wanted) anlagen.push({ name: one, bytes: await envelope.take(one) });
    return anlagen;
  } finally {
    envelope.close();
  }
}
