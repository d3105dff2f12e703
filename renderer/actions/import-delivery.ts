import { AppError } from '../../shared/errors.ts';
import type { Eingang } from '../replica-api.ts';
import { command } from '../replica-client.ts';
import type { Delivery } from './sort-deliveries.ts';

/**
 * Takes one delivery in as Version 1, unchanged, with the signatures beside it; into the Posteingang when `vorgang` is null.
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
  const { name, mimetyp, signatures } = delivery;
  const file = { name, mimetyp, bytes, signaturen: [...signatures] };
  const { dokument } = await command('importDokument', { ...file, titel, vorgang, eingang });
  return dokument;
}
