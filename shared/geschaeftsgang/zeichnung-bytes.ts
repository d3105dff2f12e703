import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../change.ts';
import type { Schritt, ZeichnungInhalt } from './gang-types.ts';

/** Nothing else that a device signs begins like this. */
const PREFIX = 'aktentasche-zeichnung-1\n';

/** The bytes that a signed act consists of: canonical JSON of its content behind a line that says what it is. */
export function zeichnungBytes(inhalt: ZeichnungInhalt): Uint8Array {
  const { schritt, dokument, vorgang, versionSha, bezug, auftrag, verfuegung, text, entscheidung } = inhalt;
  const { kommentar, von, fuer, funktion, zusatz, zeit, vorherige, geraet } = inhalt;
  const what = { schritt, dokument, vorgang, versionSha, bezug, auftrag, verfuegung, text, entscheidung, kommentar };
  const who = { von, fuer, funktion, zusatz, zeit, vorherige, geraet };
  return utf8ToBytes(PREFIX + canonicalJson({ ...what, ...who }));
}

/** The id of a signed act: SHA-256 of its bytes, lower-case hexadecimal. */
export function zeichnungId(inhalt: ZeichnungInhalt): string {
  return bytesToHex(sha256(zeichnungBytes(inhalt)));
}

/** SHA-256 of an order without what became of it, lower-case hexadecimal. */
export function auftragHash(schritt: Schritt): string {
  const { id, dokument, nummer, verfuegung, text, an, delegiertVon, versionSha, von, angelegt } = schritt;
  const order = { id, dokument, nummer, verfuegung, text, an, delegiertVon, versionSha, von, angelegt };
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(order))));
}
