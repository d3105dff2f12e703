import { writeAgencyHead } from '../pdf/compose/agency-head.ts';
import { mm, type Paper, paperPt } from '../pdf/compose/paper.ts';
import { makeSheet } from '../pdf/compose/sheet.ts';
import { tellTime } from '../pdf/report/write-verdict.ts';
import type { Briefkopf } from '../schreiben/briefkopf.ts';
import { translate } from '../texts/translate.ts';
import { fileWords } from './file-words.ts';
import type { Entscheidung, SchrittStatus, Verfuegung, zeichnungszusaetze } from './gang-types.ts';
import type { Bruch } from './verify-gang.ts';

/** A signed act as it is shown: people by name, times in ISO 8601, `id` and `vorherige` are hashes in hexadecimal. */
export type BlattZeichnung = {
  readonly id: string;
  /** Ids of the acts that it follows. */
  readonly vorherige: readonly string[];
  readonly entscheidung: Entscheidung;
  readonly kommentar: string;
  readonly von: string;
  readonly zusatz: (typeof zeichnungszusaetze)[number];
  readonly funktion: string;
  /** Whom `von` stood in for. */
  readonly fuer: string | null;
  readonly zeit: string;
  /** Number of the Version it is bound to. */
  readonly fassung: number;
  /** Of a classed change: number of the Version before. */
  readonly vonFassung: number | null;
  /** Why it does not hold; null = it was checked and holds. */
  readonly bruch: Bruch | null;
};

/** A Beteiligungsschritt as it is shown. */
export type BlattSchritt<Act extends BlattZeichnung = BlattZeichnung> = {
  readonly nummer: number;
  readonly status: SchrittStatus;
  readonly verfuegung: Verfuegung;
  readonly text: string;
  readonly an: string;
  readonly delegiertVon: string | null;
  readonly von: string;
  /** Why it was skipped. */
  readonly grund: string;
  readonly zeichnung: Act | null;
  /** Acts about drafts that are superseded. */
  readonly ueberholt: readonly Act[];
};

/** What a Verfuegungsblatt is made of. */
export type VerfuegungsblattRequest = {
  readonly dokument: string;
  readonly titel: string;
  readonly geschaeftszeichen: string;
  /** The Version that acts are about now. */
  readonly fassung: { readonly nummer: number; readonly sha: string } | null;
  /** A younger Version whose change nobody has classed. */
  readonly ungeklaert: { readonly nummer: number } | null;
  /** By number. */
  readonly schritte: readonly BlattSchritt[];
  /** Classed changes and reopenings, oldest first. */
  readonly aenderungen: readonly BlattZeichnung[];
  readonly geprueft: number;
  /** Versionen whose bytes were not read on this device, by number. */
  readonly ungelesen: readonly { readonly nummer: number }[];
  readonly ersterBruch: BlattZeichnung | null;
  readonly schluss: BlattZeichnung | null;
  /** Who made the sheet, and when. */
  readonly person: string;
  readonly at: Date;
  readonly font: Uint8Array;
  /** Of the agency, as it is now; absent: it has none. */
  readonly behoerde?: { readonly name: string; readonly briefkopf: Briefkopf } | undefined;
};

/** Signs of a hash that are enough to find an act again. */
const shortLength = 12;

/**
 * The Geschaeftsgang of a Dokument as a sheet, in the language of the Akte (§ 23 VwVfG): every step and act in its order, and
 * whether the chain of what was signed holds. PDF/A-2b, tagged. The same request gives the same bytes.
 */
export function writeVerfuegungsblatt(request: VerfuegungsblattRequest): Uint8Array {
  const { titel, at, font, dokument, person } = request;
  const seed = `${dokument} ${at.toISOString()} ${person}`;
  return makeSheet({ title: `Verfügungsblatt: ${titel}`, at, font, seed }, (paper) => writeWords(paper, request));
}

function writeWords(paper: Paper, request: VerfuegungsblattRequest): void {
  const { fassung, ungeklaert, schritte, aenderungen, schluss, behoerde } = request;
  if (behoerde) {
    const place = { leftPt: paperPt.margin, rightPt: paperPt.width - paperPt.margin };
    paper.skipTo(writeAgencyHead(paper, behoerde.name, behoerde.briefkopf, place) + mm(8));
  }
  const line = linesOn(paper);
  paper.write({ tag: 'H1', text: 'Verfügungsblatt', sizePt: 18 });
  line(request.titel, 0, 6);
  if (request.geschaeftszeichen !== '') line(`Geschäftszeichen: ${request.geschaeftszeichen}`);
  if (fassung) line(`Fassung ${fassung.nummer}, SHA-256 ${fassung.sha.replace(/(.{8})(?=.)/g, '$1 ')}`);
  if (ungeklaert)
    line(`Fassung ${ungeklaert.nummer} ist neu und noch nicht eingeordnet. Solange ruht der Geschäftsgang.`);
  line(`Stand: ${tellTime('de', request.at.toISOString())}, ausgegeben von ${request.person}`);
  paper.write({ tag: 'H2', text: 'Schritte', sizePt: 13, gapPt: 14 });
  for (const schritt of schritte) writeSchritt(paper, schritt);
  if (aenderungen.length > 0) {
    paper.write({ tag: 'H2', text: 'Änderungen des Entwurfs', sizePt: 13, gapPt: 14 });
    for (const one of aenderungen) writeZeichnung(paper, one, 0);
  }
  paper.write({ tag: 'H2', text: 'Prüfung der Kette', sizePt: 13, gapPt: 14 });
  line(chainWords(request));
  if (schluss) line(`Schlussgezeichnet von ${schluss.von} am ${tellTime('de', schluss.zeit)}.`);
  line(
    `Jede Zeichnung ist mit dem Schlüssel eines Geräts unterschrieben und nennt die Prüfsummen der Zeichnungen vor ihr; hier stehen deren erste ${shortLength} Zeichen. Maßgeblich ist die E-Akte, nicht dieses Blatt.`,
    0,
    14,
  );
}

function writeSchritt(paper: Paper, schritt: BlattSchritt): void {
  const { nummer, status, verfuegung, text, an, delegiertVon, von, grund, zeichnung, ueberholt } = schritt;
  const line = linesOn(paper);
  const what = translate('de', `gang.verfuegung.${verfuegung}`);
  line(`${nummer}. ${an}: ${what} – ${translate('de', `gang.status.${status}`)}`, 0, 8);
  line(`verfügt von ${von}${text === '' ? '' : `: ${text}`}`, 14);
  if (delegiertVon) line(translate('de', 'gang.delegated', { wer: delegiertVon }), 14);
  if (grund !== '') line(translate('de', 'gang.reason', { grund }), 14);
  if (zeichnung) writeZeichnung(paper, zeichnung, 14);
  for (const one of ueberholt) writeZeichnung(paper, one, 14, 'Überholt: ');
}

function writeZeichnung(paper: Paper, one: BlattZeichnung, indentPt: number, before = ''): void {
  const line = linesOn(paper);
  const { entscheidung, zusatz, von, funktion, fuer, zeit, fassung, vonFassung, kommentar, bruch, vorherige, id } = one;
  const who = [zusatz, von].filter(Boolean).join(' ');
  const role = [funktion, fuer === null ? '' : translate('de', 'gang.for', { wer: fuer })].filter(Boolean).join(', ');
  const about = vonFassung === null ? `Fassung ${fassung}` : `Änderung von Fassung ${vonFassung} zu ${fassung}`;
  const what = translate('de', `gang.act.${entscheidung}`);
  line(`${before}${about} ${what}, ${who}${role === '' ? '' : ` (${role})`}, ${tellTime('de', zeit)}`, indentPt);
  if (kommentar !== '') line(`„${kommentar}“`, indentPt);
  const after = vorherige.length === 0 ? 'erste der Kette' : `folgt auf ${vorherige.map(short).join(', ')}`;
  line(`Zeichnung ${short(id)}, ${after}`, indentPt);
  if (bruch !== null) line(`Nicht in Ordnung: ${translate('de', `gang.bruch.${bruch}`)}`, indentPt);
}

function chainWords({ geprueft, ersterBruch, ungelesen }: VerfuegungsblattRequest): string {
  if (geprueft === 0) return 'Es wurde noch nichts gezeichnet.';
  if (!ersterBruch?.bruch) {
    const files = fileWords(
      'de',
      ungelesen.map(({ nummer }) => nummer),
    );
    return `${translate('de', 'gang.chain.ok', { n: geprueft })} ${files}`;
  }
  const was = translate('de', `gang.act.${ersterBruch.entscheidung}`);
  const grund = translate('de', `gang.bruch.${ersterBruch.bruch}`);
  return translate('de', 'gang.chain.bad', { wer: ersterBruch.von, was, grund });
}

function linesOn(paper: Paper): (text: string, indentPt?: number, gapPt?: number) => void {
  return (text, indentPt = 0, gapPt = 3) => paper.write({ tag: 'P', text, sizePt: 10, gapPt, indentPt });
}

function short(hash: string): string {
  return hash.slice(0, shortLength);
}
