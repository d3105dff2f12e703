import { ask, command } from '../replica-client.ts';

/** A Vorgang that was just opened. */
export interface NewVorgang {
  readonly id: string;
  readonly titel: string;
  /** Its Geschaeftszeichen, which may be provisional (A6). */
  readonly zeichen: string;
}

/** Creates a Vorgang in an Akte. */
export async function createVorgang(akte: string, titel: string, vorgangstyp: string): Promise<NewVorgang> {
  const { id } = await command('createVorgang', { akte, titel, vorgangstyp });
  const detail = await ask('vorgang', { id });
  return { id, titel, zeichen: String(detail?.vorgang.felder.geschaeftszeichen ?? '') };
}
