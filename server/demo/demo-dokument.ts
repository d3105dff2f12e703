import { createHash } from 'node:crypto';
import type { Neu } from '../insert-records.ts';
import { daysLater, germanDate, officeTime, type Tag } from './calendar.ts';
import type { Citizen } from './citizens.ts';
import { type Letter, layOutForm, layOutLetter } from './lay-out-letter.ts';
import type { Random } from './random.ts';
import { scanPage } from './scan-page.ts';
import { type PageItem, writePdf } from './write-pdf.ts';

/** Bytes of a Version. */
export interface DemoBlob {
  readonly sha: string;
  readonly bytes: Uint8Array;
}

/** Everything a text of the demo may mention. */
export interface Sache {
  readonly id: string;
  readonly akte: string;
  readonly vorgang: string | null;
  readonly titel: string;
  readonly saetze: readonly string[];
  readonly art: 'brief' | 'formular' | 'bescheid';
  readonly tag: Tag;
  readonly citizen: Citizen;
  readonly betreff: string;
  readonly geschaeftszeichen: string;
  readonly einheitName: string;
  readonly bearbeiter: { readonly id: string; readonly name: string };
}

/** In the codes of the product, so that each screen has the same word for them. */
const kanaele = [
  { kanal: 'post', quelle: 'stempel' },
  { kanal: 'email', quelle: 'email' },
  { kanal: 'fax', quelle: 'stempel' },
  { kanal: 'portal', quelle: 'portal' },
] as const;

const SCANNED_SHARE = 0.25;

/** A Dokument with its first Version, and the PDF behind it, with `watermark` across its pages. */
export function makeDokument(
  sache: Sache,
  random: Random,
  watermark?: string,
): { records: readonly Neu[]; blob: DemoBlob } {
  const incoming = sache.art !== 'bescheid';
  const { kanal, quelle } = random.pick(kanaele);
  const scanned = incoming && (kanal === 'post' || kanal === 'fax') && random.chance(SCANNED_SHARE * 2);
  const eingang = daysLater(sache.tag, kanal === 'post' ? 2 : 0);
  const pages = layOut(sache);
  const bytes = writePdf({
    title: sache.titel,
    date: sache.tag,
    watermark,
    pages: scanned ? pages.map((items): PageItem[] => [{ kind: 'scan', scan: scanPage(items, random) }]) : pages,
  });
  const sha = createHash('sha256').update(bytes).digest('hex');
  const angelegt = officeTime(eingang, random);
  const dokument: Neu = {
    art: 'dokument',
    id: sache.id,
    akte: sache.akte,
    felder: {
      titel: sache.titel,
      vorgang: sache.vorgang,
      dokumenttyp: { brief: 'Schreiben', formular: 'Antrag', bescheid: 'Bescheid' }[sache.art],
      eingangsdatum: incoming ? angelegt : null,
      eingangsquelle: incoming ? quelle : '',
      eingangskanal: incoming ? kanal : '',
      absender: incoming ? sache.citizen.name : `Stadt Musterstadt, ${sache.einheitName}`,
      fuehrendeVersion: null,
      angelegt,
    },
  };
  const version: Neu = {
    art: 'version',
    id: `${sache.id}-1`,
    akte: sache.akte,
    felder: {
      dokument: sache.id,
      nummer: 1,
      vorgaenger: null,
      sha,
      groesse: bytes.byteLength,
      dateiname: `${scanned ? 'Scan' : sache.titel.replace(/[^\p{L}\d]+/gu, '_').slice(0, 60)}_${sache.tag}.pdf`,
      mimetyp: 'application/pdf',
      entstehung: incoming ? 'eingang' : 'bearbeitung',
      erstelltVon: sache.bearbeiter.id,
      erstellt: angelegt,
    },
  };
  return { records: [dokument, version], blob: { sha, bytes } };
}

function layOut(sache: Sache): PageItem[][] {
  const { citizen, tag } = sache;
  const ortDatum = `Musterstadt, ${germanDate(tag)}`;
  if (sache.art === 'formular') {
    return layOutForm({
      titel: sache.titel,
      behoerde: `Stadt Musterstadt · ${sache.einheitName} · Markt 1 · 12345 Musterstadt`,
      felder: [
        ['Name, Vorname', citizen.name],
        ['Geburtsdatum', citizen.geboren],
        ['Straße, Hausnummer', citizen.strasse],
        ['Postleitzahl, Ort', citizen.ort],
        ['Telefon', citizen.telefon],
        ['Betrifft', sache.betreff],
        ['Aktenzeichen (falls bekannt)', sache.geschaeftszeichen],
      ],
      erklaerung: sache.saetze.join(' '),
      ortDatum,
      unterschrift: citizen.name,
    });
  }
  return layOutLetter(sache.art === 'bescheid' ? outgoing(sache, ortDatum) : incomingLetter(sache, ortDatum));
}

function incomingLetter({ citizen, ...sache }: Sache, ortDatum: string): Letter {
  return {
    absender: `${citizen.name} · ${citizen.strasse} · ${citizen.ort}`,
    empfaenger: ['Stadt Musterstadt', sache.einheitName, 'Markt 1', '12345 Musterstadt'],
    angaben: [`Telefon ${citizen.telefon}`],
    ortDatum,
    betreff: `${sache.titel} – Ihr Zeichen ${sache.geschaeftszeichen}`,
    absaetze: ['Sehr geehrte Damen und Herren,', ...sache.saetze],
    gruss: ['Mit freundlichen Grüßen', '', '', citizen.name],
  };
}

function outgoing({ citizen, ...sache }: Sache, ortDatum: string): Letter {
  return {
    absender: `Stadt Musterstadt · ${sache.einheitName} · Markt 1 · 12345 Musterstadt`,
    empfaenger: [citizen.name, citizen.strasse, citizen.ort],
    angaben: [
      `Geschäftszeichen: ${sache.geschaeftszeichen}`,
      `Bearbeitung: ${sache.bearbeiter.name}`,
      'Telefon 030 23125 110',
      'poststelle@musterstadt.example',
    ],
    ortDatum,
    betreff: sache.titel,
    absaetze: [
      `Sehr ${citizen.anrede.startsWith('Frau') ? 'geehrte' : 'geehrter'} ${citizen.anrede},`,
      ...sache.saetze,
    ],
    gruss: ['Mit freundlichen Grüßen', 'Im Auftrag', '', '', sache.bearbeiter.name],
  };
}
