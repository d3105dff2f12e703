import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isSignedBy } from '../crypto/es256.ts';
import type { Schritt, Zeichnung } from './gang-types.ts';
import { auftragHash, zeichnungBytes } from './zeichnung-bytes.ts';

/**
 * Why an act does not hold: its content is not what was signed; no key of its device is known; another key signed it; the
 * Version is not there; the bytes that lie here are others; the order was changed afterwards; an act before it is missing; or is itself broken.
 */
export type Bruch =
  | 'content-changed'
  | 'key-unknown'
  | 'signature-invalid'
  | 'version-missing'
  | 'file-changed'
  | 'order-changed'
  | 'predecessor-missing'
  | 'follows-broken';

/** What became of the check of one act. */
export interface GeprueftesGlied {
  readonly id: string;
  readonly schritt: string | null;
  /** Null: it holds. */
  readonly bruch: Bruch | null;
}

/** The checked chain: its acts in their order, and the first that is broken by itself. */
export interface GepruefteKette {
  readonly glieder: readonly GeprueftesGlied[];
  readonly ersterBruch: GeprueftesGlied | null;
}

/** What a chain is checked against. */
export interface KettenQuellen {
  readonly schritte: readonly Schritt[];
  readonly zeichnungen: readonly Zeichnung[];
  /** Hashes that the records of the Versionen name; with the SHA-256 of the bytes where they were read here. */
  readonly versionen: ReadonlyMap<string, string | null>;
  /** The key that a device signs with (P-256, uncompressed, hexadecimal), and whose it is. */
  readonly keyOf: (geraet: string) => { readonly person: string; readonly publicKey: string } | null;
  readonly isSigned?: typeof isSignedBy;
}

/** Checks every act of a Geschaeftsgang and finds the first broken one (docs/spec/geschaeftsgang.md G30-G34). */
export function verifyGang(sources: KettenQuellen): GepruefteKette {
  const { zeichnungen } = sources;
  const byId = new Map(zeichnungen.map((one) => [one.id, one]));
  const own = new Map(zeichnungen.map((one) => [one.id, ownBreak(sources, one) ?? orderBreak(sources, one)]));
  const glieder = inOrder(zeichnungen, byId).map((one): GeprueftesGlied => {
    const { id, schritt } = one;
    return { id, schritt, bruch: own.get(id) ?? chainBreak(one, byId, own) };
  });
  const isOwn = ({ id, bruch }: GeprueftesGlied) => bruch !== null && own.get(id) === bruch;
  const ersterBruch = glieder.find(isOwn) ?? glieder.find(({ bruch }) => bruch !== null) ?? null;
  return { glieder, ersterBruch };
}

function ownBreak({ versionen, keyOf, isSigned = isSignedBy }: KettenQuellen, one: Zeichnung): Bruch | null {
  const content = zeichnungBytes(one);
  if (bytesToHex(sha256(content)) !== one.id) return 'content-changed';
  const key = keyOf(one.geraet);
  if (key?.person !== one.von) return 'key-unknown';
  if (!isSigned(key.publicKey, content, one.signatur)) return 'signature-invalid';
  const found = versionen.get(one.versionSha);
  if (found === undefined) return 'version-missing';
  return found === null || found === one.versionSha ? null : 'file-changed';
}

/** An act that still counts holds its order fast; a superseded one does not, because its step is asked again. */
function orderBreak({ schritte, zeichnungen }: KettenQuellen, one: Zeichnung): Bruch | null {
  if (one.schritt === null || isSuperseded(zeichnungen, one)) return null;
  const order = schritte.find(({ id }) => id === one.schritt);
  return order && auftragHash(order) === one.auftrag ? null : 'order-changed';
}

/** Whether the draft was changed essentially after the Version of an act, or the act was lifted. */
function isSuperseded(zeichnungen: readonly Zeichnung[], one: Zeichnung): boolean {
  if (zeichnungen.some(({ entscheidung, bezug }) => entscheidung === 'wiedereroeffnet' && bezug === one.id))
    return true;
  const seen = new Set<string>();
  for (let sha: string | undefined = one.versionSha; sha !== undefined && !seen.has(sha); ) {
    seen.add(sha);
    const next: Zeichnung | undefined = zeichnungen.find(
      ({ entscheidung, bezug }) => bezug === sha && (entscheidung === 'redaktionell' || entscheidung === 'wesentlich'),
    );
    if (next?.entscheidung === 'wesentlich') return true;
    sha = next?.versionSha;
  }
  return false;
}

/** What is wrong before it. */
function chainBreak(
  one: Zeichnung,
  byId: ReadonlyMap<string, Zeichnung>,
  own: ReadonlyMap<string, Bruch | null>,
): Bruch | null {
  const seen = new Set<string>();
  const waiting = [...one.vorherige];
  let isBroken = false;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const before = byId.get(id);
    if (!before) return one.vorherige.includes(id) ? 'predecessor-missing' : 'follows-broken';
    isBroken ||= own.get(id) !== null;
    waiting.push(...before.vorherige);
  }
  return isBroken ? 'follows-broken' : null;
}

/** What came before first; acts at the same time by their time. */
function inOrder(zeichnungen: readonly Zeichnung[], byId: ReadonlyMap<string, Zeichnung>): Zeichnung[] {
  const depths = new Map<string, number>();
  const depthOf = (one: Zeichnung): number => {
    const known = depths.get(one.id);
    if (known !== undefined) return known;
    // Against records that name each other in a circle.
    depths.set(one.id, 0);
    const depth = 1 + Math.max(-1, ...one.vorherige.map((id) => (byId.has(id) ? depthOf(byId.get(id)!) : -1)));
    depths.set(one.id, depth);
    return depth;
  };
  return zeichnungen.toSorted((a, b) => depthOf(a) - depthOf(b) || (a.zeit < b.zeit ? -1 : a.zeit > b.zeit ? 1 : 0));
}
