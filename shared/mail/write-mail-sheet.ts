import { makeSheet } from '../pdf/compose/sheet.ts';
import type { Mail } from './mail.ts';

/** What a sheet is made of: the e-mail, length and SHA-256 (hexadecimal) of its file, and the font file. */
export interface MailSheetRequest {
  readonly mail: Mail;
  readonly sizeBytes: number;
  readonly sha: string;
  readonly font: Uint8Array;
}

/**
 * An e-mail as a PDF to read and to work with: head, words, names of what came with it, in the language of the Akte (§ 23 VwVfG).
 * The same e-mail gives the same bytes.
 */
export function writeMailSheet({ mail, sha, sizeBytes, font }: MailSheetRequest): Uint8Array {
  const subject = mail.subject || 'Ohne Betreff';
  const at = new Date(mail.date ?? 0);
  return makeSheet({ title: subject, at, font, seed: sha }, (paper) => {
    const line = (text: string, gapPt = 2) => paper.write({ tag: 'P', text, sizePt: 10, gapPt });
    const fact = (label: string, value: string) => value !== '' && line(`${label}: ${value}`);
    paper.write({ tag: 'H1', text: subject, sizePt: 16 });
    line(`Von: ${mail.from}`, 8);
    fact('An', mail.to.join(', '));
    fact('Kopie an', mail.cc.join(', '));
    line(mail.date === null ? 'Gesendet: kein lesbares Datum' : `Gesendet (Angabe des Absenders): ${tellTime(at)}`);
    for (const { name } of mail.attachments) line(`Anlage: ${name}`);
    if (mail.isSecured) line('Mit S/MIME oder OpenPGP gesichert; das wird hier nicht geprüft.');
    if (mail.isRtfOnly)
      line('Der Text liegt nur im Format RTF vor und wird hier nicht gezeigt. Die Datei enthält ihn unverändert.');
    let gapPt = 16;
    for (const text of (mail.text || '(ohne Text)').split('\n')) {
      if (text.trim() !== '') paper.write({ tag: 'P', text, sizePt: 11, gapPt });
      gapPt = text.trim() === '' ? gapPt + 8 : 2;
    }
    const size = new Intl.NumberFormat('de-DE').format(sizeBytes);
    line(`Wiedergabe einer E-Mail von ${size} Byte, SHA-256 ${sha.replace(/(.{8})(?=.)/g, '$1 ')}`, 22);
  });
}

function tellTime(at: Date): string {
  const style = { dateStyle: 'full', timeStyle: 'long', timeZone: 'Europe/Berlin' } as const;
  return new Intl.DateTimeFormat('de-DE', style).format(at);
}
