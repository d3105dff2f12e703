import { z } from 'zod';

/**
 * The records of the E-Akte, names as in xdomea 3.1. Every record is flat: an id, the Akte it belongs to (its shard for
 * rights) and fields whose values are strings, numbers, booleans, null or lists of strings. Flat fields are what makes a
 * per-field three-way merge possible (shared/merge.ts).
 */
export const datensatzArten = [
  'einheit',
  'person',
  'aktenplaneinheit',
  'akte',
  'vorgang',
  'dokument',
  'version',
  'ereignis',
  'konflikt',
  'stempelart',
  'primaerdokument',
  'mitnahme',
  'geraeteschluessel',
  'uebergabe',
  'frist',
  'beteiligungsschritt',
  'zeichnung',
  'postausgang',
  'behoerdenprofil',
] as const;

/** Kind of a record. */
export type DatensatzArt = (typeof datensatzArten)[number];

/**
 * A string of at most `max` UTF-16 units that every store keeps as it is: without U+0000 and lone surrogates, which PostgreSQL
 * refuses.
 */
export function storableText(max: number): z.ZodString {
  return z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0') && !/\p{Surrogate}/u.test(value));
}

/** Value of one field; lists are lists of strings (ids, names). */
export const feldwertSchema = z.union([
  storableText(20_000),
  z.number().finite(),
  z.boolean(),
  z.null(),
  z.array(storableText(2_000)).max(2_000),
]);
export type Feldwert = z.infer<typeof feldwertSchema>;

export const feldnameSchema = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);
export const felderSchema = z.record(feldnameSchema, feldwertSchema);
/** Fields of a record by name. */
export type Felder = Readonly<Record<string, Feldwert>>;

/** Ids are ULID-like or UUID strings, made on the workstation that created the record. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_.:-]{1,80}$/);
/** Lower-case hexadecimal SHA-256, 64 characters. */
export const shaSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One record as server and replica keep it. `akte` is null for what everybody in the authority may see (Aktenplan, Einheiten,
 * Personen). `rev` grows with every change of the record; who edits a field names the `rev` she saw as its base.
 */
export interface Datensatz {
  readonly art: DatensatzArt;
  readonly id: string;
  readonly akte: string | null;
  readonly rev: number;
  readonly felder: Felder;
}

export const datensatzSchema = z.object({
  art: z.enum(datensatzArten),
  id: idSchema,
  akte: idSchema.nullable(),
  rev: z.number().int().nonnegative(),
  felder: felderSchema,
});

/** What became of a package: nothing yet, taken into the Akte, or laid aside with a reason. */
export const uebergabeStatus = ['offen', 'uebernommen', 'beiseite'] as const;

/** Vertraulichkeitsstufe, xdomea code list: 001 Geheim, 002 NfD, 003 Offen, 004 Streng geheim, 005 Vertraulich. */
export const vertraulichkeitsstufen = ['001', '002', '003', '004', '005'] as const;

/** Bewertungsvorschlag, xdomea code list Aussonderungsart: archive, value, destroy. */
export const bewertungen = ['A', 'B', 'V'] as const;

/** The Akte in which lies what came in for an Einheit and belongs to no Vorgang yet. */
export function posteingangOf(einheit: string): string {
  return `posteingang-${einheit}`;
}

/** Whether an Akte is such a Posteingang: no Akte of the Aktenplan, and nothing that a person opens, packs or files into. */
export function isPosteingang(akte: string | null): boolean {
  return akte?.startsWith(posteingangOf('')) ?? false;
}
