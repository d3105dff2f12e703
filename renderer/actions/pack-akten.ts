import { command } from '../replica-client.ts';

/** Packs Akten: their documents come to this device and stay readable offline. */
export async function packAkten(akten: readonly string[]): Promise<void> {
  await command('packAkten', { akten });
}

/** Unpacks Akten: their documents leave this device; what was not sent stays. */
export async function unpackAkten(akten: readonly string[]): Promise<void> {
  await command('unpackAkten', { akten });
}
