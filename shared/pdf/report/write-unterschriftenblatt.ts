import type { ContainerVerdict } from '../../asic/validate-container.ts';
import type { Paper } from '../compose/paper.ts';
import { makeSheet } from '../compose/sheet.ts';
import type { PdfVerdict } from '../pdf-types.ts';
import { tellTime, writeVerdict } from './write-verdict.ts';

/** What the last sheet of a print says. Times in ISO 8601. */
export type UnterschriftenblattRequest = {
  readonly titel: string;
  /** Empty outside a Vorgang. */
  readonly geschaeftszeichen: string;
  readonly fassung: number;
  readonly dateiname: string;
  /** Of an envelope: the document of it that was printed; null = the file itself. */
  readonly member: string | null;
  readonly sizeBytes: number;
  /** SHA-256 of the file whose signatures were judged, hexadecimal. */
  readonly sha: string;
  readonly verdict: PdfVerdict;
  readonly beside: ContainerVerdict | null;
  /** Who prints, and when. */
  readonly person: string;
  readonly at: Date;
  /** Date of the trusted list that was used; null without one. */
  readonly listAsOf: string | null;
  readonly font: Uint8Array;
};

/**
 * "Angaben zu den Unterschriften": what paper cannot show of an electronic document, in the language of the Akte (§ 23 VwVfG).
 * PDF/A-2b, tagged. The same request gives the same bytes.
 */
export function writeUnterschriftenblatt(request: UnterschriftenblattRequest): Uint8Array {
  const { titel, at, font, sha, person } = request;
  const seed = `${sha} ${at.toISOString()} ${person}`;
  return makeSheet({ title: `Angaben zu den Unterschriften: ${titel}`, at, font, seed }, (paper) =>
    writeWords(paper, request),
  );
}

function writeWords(paper: Paper, request: UnterschriftenblattRequest): void {
  const { verdict, beside, member, at } = request;
  const line = (words: string, gapPt = 3): void => paper.write({ tag: 'P', text: words, sizePt: 10, gapPt });
  const fact = (label: string, value: string): void => {
    if (value !== '') line(`${label}: ${value}`);
  };
  paper.write({ tag: 'H1', text: 'Angaben zu den Unterschriften', sizePt: 18 });
  line(request.titel, 6);
  fact('Geschäftszeichen', request.geschaeftszeichen);
  fact('Fassung', String(request.fassung));
  fact('Datei', `${request.dateiname} (${new Intl.NumberFormat('de-DE').format(request.sizeBytes)} Byte)`);
  fact('Daraus gedruckt', member ?? '');
  fact('Prüfsumme der Datei (SHA-256)', request.sha.replace(/(.{8})(?=.)/g, '$1 '));
  fact('Gedruckt von', request.person);
  fact('Gedruckt am', tellTime('de', at.toISOString()));
  line('Dieses Blatt gehört zum Ausdruck und ist nicht Teil der Datei.', 10);
  if (verdict.signatures.length + (beside?.signatures.length ?? 0) === 0) {
    line('Die Datei trägt keine elektronische Unterschrift. Es wurde keine geprüft.');
    return;
  }
  fact('Stand der Vertrauensliste', request.listAsOf === null ? 'keine Liste' : tellTime('de', request.listAsOf));
  writeVerdict(paper, { verdict, beside, language: 'de' });
  line(
    'Unterschrieben ist die Datei: Auf Papier lässt sich eine elektronische Unterschrift nicht prüfen. Geprüft wurde auf dem Gerät der oben genannten Person; über Sperrungen nur, was der Datei beiliegt.',
    14,
  );
}
