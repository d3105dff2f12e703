import type { Paper } from '../pdf/compose/paper.ts';
import { makeSheet } from '../pdf/compose/sheet.ts';
import type { OfficeBlock, OfficeConcern, OfficeText } from './office-text.ts';
import { officeEnding } from './office-types.ts';

/** What a sheet is made of: the words, length and SHA-256 (hexadecimal) of the file, and the font file. */
export interface OfficeSheetRequest {
  readonly text: OfficeText;
  readonly sizeBytes: number;
  readonly sha: string;
  readonly font: Uint8Array;
}

/**
 * The words of a text file as a PDF to read, in the language of the Akte (§ 23 VwVfG); its looks only the office suite shows.
 * The same file gives the same bytes.
 */
export function writeOfficeSheet({ text, sizeBytes, sha, font }: OfficeSheetRequest): Uint8Array {
  const { blocks, margins, concerns, isShortened } = text;
  const title = blocks.find(({ isHeading }) => isHeading)?.text.slice(0, 200) ?? 'Wortlaut';
  return makeSheet({ title, at: new Date(0), font, seed: sha }, (paper) => {
    const line = (words: string, gapPt = 2) => paper.write({ tag: 'P', text: words, sizePt: 9, gapPt });
    line('Wortlaut einer Textdatei. Gestaltung, Bilder und Seiten zeigt nur das Schreibprogramm.');
    for (const concern of concerns) line(`Achtung: ${concernWords[concern]}`);
    writeBlocks(paper, blocks.length > 0 ? blocks : [{ isHeading: false, text: '(ohne Text)' }], 16);
    if (isShortened) line('Der Text ist länger und hier gekürzt.', 12);
    if (margins.length > 0) {
      line('Kopfzeilen, Fußzeilen und Fußnoten:', 16);
      writeBlocks(paper, margins, 4);
    }
    const size = new Intl.NumberFormat('de-DE').format(sizeBytes);
    const kind = officeEnding(text.type)?.toUpperCase() ?? '';
    line(`Textdatei (${kind}) von ${size} Byte, SHA-256 ${sha.replace(/(.{8})(?=.)/g, '$1 ')}`, 22);
  });
}

/** What is said on the sheet; the screens say the same in both languages. */
const concernWords: Readonly<Record<OfficeConcern, string>> = {
  makros: 'Die Datei enthält Makros (kleine Programme). Sie werden hier nicht ausgeführt.',
  nachgeladen: 'Die Datei will beim Öffnen Inhalte von anderer Stelle laden. Hier wird nichts geladen.',
  objekte: 'Die Datei enthält eingebettete Objekte anderer Programme. Sie fehlen hier.',
  aenderungen:
    'Die Datei enthält nachverfolgte Änderungen. Gezeigt wird der Text mit den Einfügungen, ohne Gelöschtes.',
  kommentare: 'Die Datei enthält Kommentare. Sie fehlen hier.',
  signatur: 'Die Datei trägt eine Signatur des Schreibprogramms. Sie wird hier nicht geprüft.',
};

function writeBlocks(paper: Paper, blocks: readonly OfficeBlock[], firstGapPt: number): void {
  blocks.forEach(({ isHeading, text }, index) => {
    for (const part of text.split('\n')) {
      if (part.trim() === '') continue;
      const gapPt = index === 0 ? firstGapPt : isHeading ? 12 : 4;
      paper.write({ tag: isHeading ? 'H2' : 'P', text: part, sizePt: isHeading ? 13 : 11, gapPt });
    }
  });
}
