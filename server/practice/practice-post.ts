import { practiceWatermark, practiceWord } from '../../shared/practice-messages.ts';
import { layOutLetter } from '../demo/lay-out-letter.ts';
import { writePdf } from '../demo/write-pdf.ts';

/** A file to be taken in. */
export interface PracticeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const letters = [
  ['Widerspruch', 'gegen den Bescheid vom 16. November 2026 lege ich Widerspruch ein. Die Begründung reiche ich nach.'],
  ['Kontoauszug', 'wie besprochen übersende ich den Kontoauszug für Oktober 2026.'],
  ['Umzugsmitteilung', 'ich ziehe zum 1. Dezember 2026 in den Musterweg 8 um. Bitte ändern Sie meine Anschrift.'],
] as const;

/** The letters of an invented citizen that lie ready to be taken in; they are all that practice takes in. */
export function practicePost(): readonly PracticeFile[] {
  return letters.map(([titel, satz]) => {
    const pages = layOutLetter({
      absender: 'Erika Mustermann · Heidestraße 17 · 12345 Musterstadt',
      empfaenger: ['Stadt Musterstadt', 'Jugendamt', 'Markt 1', '12345 Musterstadt'],
      angaben: ['Telefon 030 23125 000'],
      ortDatum: 'Musterstadt, 19.11.2026',
      betreff: `${titel} – Ihr Zeichen 51.20.900/2026-4`,
      absaetze: ['Sehr geehrte Damen und Herren,', satz],
      gruss: ['Mit freundlichen Grüßen', '', '', 'Erika Mustermann'],
    });
    const bytes = writePdf({
      title: `${practiceWord} ${titel}`,
      date: '2026-11-19',
      pages,
      watermark: practiceWatermark,
    });
    return { name: `${practiceWord} ${titel}.pdf`, bytes };
  });
}
