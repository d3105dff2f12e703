import { z } from 'zod';
import {
  bewertungen,
  type DatensatzArt,
  datensatzArten,
  feldnameSchema,
  feldwertSchema,
  idSchema,
  shaSchema,
  storableText,
  uebergabeStatus,
  vertraulichkeitsstufen,
} from './akte.ts';
import { signaturMuster } from './crypto/es256.ts';
import { fristfelder } from './frist/frist-record.ts';
import { type Land, laender } from './frist/laender.ts';
import { isTag } from './frist/tag.ts';
import { entscheidungen, verfuegungen, zeichnungszusaetze } from './geschaeftsgang/gang-types.ts';
import { readStampDefinition } from './pdf/stamp/stamp-schema.ts';
import { postausgangfelder } from './postausgang.ts';
import { briefkopfSchema } from './schreiben/briefkopf.ts';
import { verweisMuster } from './verweis.ts';
import { readVorgangstyp } from './vorgangstypen/vorgangstyp.ts';
import { readBaustein, readVorlage } from './vorlagen/own-vorlagen.ts';
import { areVorlagen } from './vorlagen/read-vorlagen.ts';
import { isZeichenregel } from './zeichen.ts';

const text = (max = 500) => storableText(max);
const zeit = z.string().datetime({ offset: true });
const datum = z.string().refine(isTag);

/**
 * The fields that each kind of record may have, and their schemas. Unknown fields are refused by the server and kept by an
 * older replica. Times are ISO 8601 with offset, dates `YYYY-MM-DD`, `…Id`-like fields hold ids.
 */
export const feldschemata = {
  einheit: { kennung: text(40), name: text(), uebergeordnet: idSchema.nullable() },
  person: {
    name: text(),
    einheit: idSchema,
    funktion: text(),
    vertritt: z.array(idSchema),
    zeichnung: z.enum(['', 'i. V.', 'i. A.']),
    /** Roles of the account, for what the workstation offers; the server decides by the account itself. */
    rollen: z.array(text(40)),
  },
  aktenplaneinheit: {
    kennzeichen: text(40),
    titel: text(),
    uebergeordnet: idSchema.nullable(),
    aufbewahrungJahre: z.number().int(),
    /** What becomes of its Akten afterwards: archived, to be valued by the archive, destroyed (xdomea code list). */
    bewertungsvorschlag: z.enum(bewertungen).optional(),
  },
  akte: {
    aktenzeichen: text(80),
    titel: text(),
    aktenplaneinheit: idSchema,
    federfuehrung: idSchema,
    vertraulichkeit: z.enum(vertraulichkeitsstufen),
    schutzbedarf: z.enum(['normal', 'hoch', 'sozialdaten', 'art9']),
    status: z.enum(['offen', 'zdA']),
    angelegt: zeit,
    /** Zeichen it had before the final one; found as well (A6). Written by the server. */
    fruehereZeichen: z.array(text(80)).optional(),
    /** Why the Vertraulichkeit was lowered last (A33). */
    vertraulichkeitGrund: text(2_000).optional(),
    /** First day of the Aufbewahrung: 1 January after the year in which it was closed. */
    laufzeitBeginn: datum.nullable().optional(),
  },
  vorgang: {
    geschaeftszeichen: text(80),
    titel: text(),
    vorgangstyp: text(120),
    federfuehrung: idSchema,
    bearbeitung: idSchema.nullable(),
    status: z.enum(['offen', 'zdA']),
    beteiligte: z.array(text(200)),
    steuernummer: text(40),
    telefon: text(60),
    anschrift: text(300),
    bemerkung: text(20_000),
    wiedervorlage: datum.nullable(),
    /** A day typed before Fristen were computed (F52); absent in new ones. */
    frist: datum.nullable().optional(),
    laufzeitBeginn: datum.nullable(),
    angelegt: zeit,
    /** As in an Akte. */
    fruehereZeichen: z.array(text(80)).optional(),
    /** The Akte it was moved to last; what says who moved it, and contradicts another move (A20). */
    ablage: idSchema.optional(),
    /** Vorgaenge and Dokumente it refers to, each as `art:id` (A24). */
    verweise: z.array(z.string().regex(verweisMuster.vorgang)).optional(),
    /** The Fassung of the agency's own Vorgangstyp that it was made with, as `id:number` (A60); absent or empty: none. */
    typfassung: z
      .string()
      .regex(/^([a-z][a-z0-9-]{1,39}:\d{1,6})?$/)
      .optional(),
    /** Ids of the steps of its Vorgangstyp that are done (A16). */
    schritte: z.array(text(40)).optional(),
  },
  dokument: {
    titel: text(),
    /** null while it lies in the Posteingang and belongs to no Vorgang yet. */
    vorgang: idSchema.nullable(),
    dokumenttyp: text(80),
    /** Date of receipt at the agency and where it comes from, never silently "now". */
    eingangsdatum: zeit.nullable(),
    eingangsquelle: text(),
    eingangskanal: text(40),
    absender: text(),
    /** The Version that counts when several compete, chosen by a person; null = the youngest. */
    fuehrendeVersion: idSchema.nullable(),
    /** The Dokument that this one came with as an Anlage; absent = it stands for itself. */
    anlageZu: idSchema.nullable().optional(),
    /** The Einheit to whose Posteingang it was handed out last (A65); absent = it lies where it came in. */
    zugewiesen: idSchema.optional(),
    /** Dokumente it refers to, each as `dokument:id` with what it is to them before it (A24, A25). */
    verweise: z.array(z.string().regex(verweisMuster.dokument)).optional(),
    angelegt: zeit,
  },
  /** Immutable once created. */
  version: {
    dokument: idSchema,
    nummer: z.number().int().positive(),
    /** The Version it was made from; two children of one parent are siblings. */
    vorgaenger: idSchema.nullable(),
    sha: shaSchema,
    groesse: z.number().int().nonnegative(),
    dateiname: text(255),
    mimetyp: text(100),
    entstehung: z.enum(['eingang', 'stempel', 'unterschrift', 'bearbeitung', 'schreiben']),
    erstelltVon: idSchema,
    erstellt: zeit,
  },
  /** Append-only: legal acts and history. */
  ereignis: {
    ereignistyp: z.enum([
      'vermerk',
      'unterschrift',
      'stempel',
      'zdA',
      'konfliktentscheidung',
      'verworfen',
      'wiedereroeffnung',
      'fassungswahl',
      'aenderung',
      'vertretung',
    ]),
    bezugArt: z.enum(datensatzArten),
    bezug: idSchema,
    /** The hash of the Version that a legal act is bound to. */
    versionSha: shaSchema.nullable(),
    /** Of an 'aenderung', which only the server makes: the fields with old and new value as JSON (shared/feldaenderung.ts). */
    text: text(20_000),
    von: idSchema,
    /** For whom `von` stood in; absent = in her own matter. */
    fuer: idSchema.optional(),
    zeit,
  },
  /** Both sides changed one field: made by the server, closed by a person. */
  konflikt: {
    bezugArt: z.enum(datensatzArten),
    bezug: idSchema,
    feld: feldnameSchema,
    basis: feldwertSchema,
    mein: feldwertSchema,
    meinVon: idSchema,
    meinZeit: zeit,
    ihr: feldwertSchema,
    ihrVon: idSchema,
    ihrZeit: zeit,
    operationGeraet: idSchema,
    operationN: z.number().int(),
    status: z.enum(['offen', 'entschieden']),
    entscheidung: feldwertSchema,
    entschiedenVon: idSchema.nullable(),
    /** When the person decided; absent in Konflikte that were decided before this was kept. */
    entschiedenZeit: zeit.nullable(),
  },
  /** A kind of stamp of the agency, or its change to a built-in one, which has the same id. */
  stempelart: {
    titel: text(60),
    /** A StampDefinition as JSON (shared/pdf/stamp/stamp-schema.ts); null: as built in. */
    definition: text(20_000)
      .refine((json) => readStampDefinition(json) !== null)
      .nullable(),
    /** Whether it is offered. */
    aktiv: z.boolean(),
  },
  /**
   * A further file of a Version, whose hash stays what acts are bound to. Of a level: the same document with its signatures
   * raised to it, whose bytes begin with those of the Version. `signatur`: a signature that came beside the document.
   * Immutable once created.
   */
  primaerdokument: {
    version: idSchema,
    stufe: z.enum(['B-T', 'B-LT', 'B-LTA', 'signatur']),
    sha: shaSchema,
    groesse: z.number().int().nonnegative(),
    /** Of a signature that came beside the document: the name of its file. */
    dateiname: text(255).optional(),
    /** Of B-LTA: until when its last time-stamp carries the signatures; absent = not known. */
    traegtBis: zeit.optional(),
    erstelltVon: idSchema,
    erstellt: zeit,
  },
  /** An Akte that somebody takes along on a device, made by the server; `bis`: until when, null = still. */
  mitnahme: { person: idSchema, geraet: idSchema, seit: zeit, bis: zeit.nullable() },
  /**
   * What a device is known by to others, made by the server. `schluessel`: packages are sealed for it (X25519, hexadecimal);
   * `pruefschluessel`: its operations are signed with it (P-256, uncompressed, hexadecimal). `bis`: until when it was in use.
   */
  geraeteschluessel: {
    person: idSchema,
    geraet: idSchema,
    schluessel: shaSchema,
    pruefschluessel: z.string().regex(/^04[0-9a-f]{128}$/),
    bis: zeit.nullable(),
  },
  /**
   * Refused work that its author gave to somebody who still has the right, as bytes that only she can open. `operationen`: the
   * hashes that the changes had on the device they were made on.
   */
  uebergabe: {
    von: idSchema,
    an: idSchema,
    zeit,
    sha: shaSchema,
    groesse: z.number().int().nonnegative(),
    operationen: z.array(shaSchema).min(1).max(1_000),
    status: z.enum(uebergabeStatus),
    erledigt: zeit.nullable(),
    grund: text(2_000),
  },
  /**
   * A deadline with its derivation; set once, then settled once. A new computation is a new Frist that names the one it
   * replaces, so that both stay in the history.
   */
  frist: {
    vorgang: idSchema,
    bezeichnung: text(200).min(1),
    ...fristfelder,
    ersetzt: idSchema.nullable(),
    erledigt: zeit.nullable(),
    erledigtVon: idSchema.nullable(),
    grund: text(2_000),
    von: idSchema,
    zeit,
  },
  /**
   * The order of one step of a Geschaeftsgang (shared/geschaeftsgang/gang-types.ts). Its status is not kept: it follows from
   * the orders and the signed acts.
   */
  beteiligungsschritt: {
    dokument: idSchema,
    /** Place in the order, from 1; equal numbers are asked at the same time. */
    nummer: z.number().int().min(1).max(9_999),
    verfuegung: z.enum(verfuegungen),
    text: text(2_000),
    an: idSchema,
    delegiertVon: idSchema.nullable(),
    entfallen: z.boolean(),
    grund: text(2_000),
    versionSha: shaSchema,
    von: idSchema,
    angelegt: zeit,
  },
  /** A signed act in a Geschaeftsgang; its id is the SHA-256 of what is signed. Immutable once created. */
  zeichnung: {
    schritt: idSchema.nullable(),
    dokument: idSchema,
    vorgang: idSchema,
    versionSha: shaSchema,
    bezug: shaSchema.nullable(),
    auftrag: shaSchema.nullable(),
    verfuegung: z.enum(verfuegungen).nullable(),
    text: text(2_000),
    entscheidung: z.enum(entscheidungen),
    kommentar: text(2_000),
    von: idSchema,
    fuer: idSchema.nullable(),
    funktion: text(),
    zusatz: z.enum(zeichnungszusaetze),
    zeit,
    vorherige: z.array(shaSchema).max(200),
    geraet: idSchema,
    signatur: z.string().regex(signaturMuster),
  },
  /** That a Version left the agency: the Ab-Vermerk, to whom, and what is known of its receipt (shared/postausgang.ts). */
  postausgang: {
    dokument: idSchema,
    versionSha: shaSchema,
    ...postausgangfelder,
    empfaenger: z.array(text(300).min(1)).min(1).max(200),
    /** What proves it: number of the item, place of the certificate. */
    nachweis: text(500),
    von: idSchema,
    zeit,
  },
  /** What an agency has decided for all its workstations (shared/behoerdenprofil.ts); set by its administration. */
  behoerdenprofil: {
    name: text(200),
    gemeinde: z.string().regex(/^(\d{8})?$/),
    land: z.enum(['', ...(Object.keys(laender) as Land[])]),
    aktenzeichen: text(80).refine((rule) => isZeichenregel(rule, ['plan', 'jahr'])),
    geschaeftszeichen: text(80).refine((rule) => isZeichenregel(rule, ['akte']) && rule.includes('{akte}')),
    vorgangstypen: z.array(text(40)),
    vertraulichkeitBis: z.enum(vertraulichkeitsstufen),
    /** Templates of its own as JSON; absent or empty: none. */
    vorlagen: text(20_000).refine(areVorlagen).optional(),
    /** Name and edition of the Aktenplan that the agency follows. */
    aktenplan: text(200).optional(),
    /** Lines at the head of what the agency writes. */
    briefkopf: briefkopfSchema.shape.zeilen.optional(),
    /** A PNG in base64; empty: none. */
    logo: briefkopfSchema.shape.logo.optional(),
    /** What the logo shows, for those who do not see it. */
    logoText: briefkopfSchema.shape.logoText.optional(),
    /** The agency's own Vorgangstypen as they are now, each as `id:number`. */
    typfassungen: z.array(text(60)).optional(),
    /** Its own Vorlagen and Textbausteine as they are now, each as `id:number`. */
    vorlagefassungen: z.array(text(80)).optional(),
    bausteinfassungen: z.array(text(80)).optional(),
    /** Of a record `typ:…`: one Fassung of an own Vorgangstyp as JSON, which never changes. */
    vorgangstyp: text(20_000)
      .refine((json) => readVorgangstyp(json) !== null)
      .optional(),
    /** Of a record `vorlage:…` or `baustein:…`: one Fassung of an own Vorlage or Textbaustein as JSON. */
    vorlage: text(20_000)
      .refine((json) => readVorlage(json) !== null)
      .optional(),
    baustein: text(20_000)
      .refine((json) => readBaustein(json) !== null)
      .optional(),
  },
} as const satisfies Record<DatensatzArt, Record<string, z.ZodType>>;
