import { bytesSource, type MakeDigest } from '../file/byte-source.ts';
import type { StampResult } from '../pdf-types.ts';
import type { StampKind } from '../stamp/stamp-kind.ts';
import { appendStamp } from '../stamp/stamp-pdf.ts';
import type { Paper } from './paper.ts';
import { makeSheet } from './sheet.ts';

/** What a Laufzettel says of the document that must not be changed. Texts are shown as they are. */
export type LaufzettelRequest = {
  readonly titel: string;
  readonly aktenzeichen: string;
  readonly fassung: string;
  readonly dateiname: string;
  readonly sizeBytes: number;
  /** SHA-256 of the original's bytes, hexadecimal. */
  readonly sha: string;
  readonly dokument: string;
  readonly von: string;
  /** Time of making, in words. */
  readonly angelegt: string;
  readonly kind: StampKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly font: Uint8Array;
  readonly makeDigest: MakeDigest;
  readonly id: string;
  readonly at: Date;
};

/**
 * A sheet beside a document on which stamping is forbidden: it names and hashes the original and bears the stamp. PDF/A-2b,
 * tagged. Throws AppError 'stamp-field-invalid', 'stamp-text-unsupported'.
 */
export function makeLaufzettel(request: LaufzettelRequest): {
  readonly bytes: Uint8Array;
  readonly stamp: StampResult;
} {
  const sheet = drawSheet(request);
  const { kind, fields, font, makeDigest, id, at } = request;
  // The stamp lies below the text, whatever its usual place.
  const onSheet: StampKind = { ...kind, place: { corner: 'bottom-left', dxPt: 64, dyPt: 90 } };
  const stamp = appendStamp({ source: bytesSource(sheet), makeDigest, kind: onSheet, fields, font, id, at });
  const bytes = new Uint8Array(stamp.baseSizeBytes + stamp.appended.length);
  bytes.set(sheet.subarray(0, stamp.baseSizeBytes));
  bytes.set(stamp.appended, stamp.baseSizeBytes);
  return { bytes, stamp };
}

function drawSheet(request: LaufzettelRequest): Uint8Array {
  const { font, at, id, sha, titel } = request;
  return makeSheet({ title: `Laufzettel zu ${titel}`, at, font, seed: `${id} ${sha}` }, (paper) =>
    writeWords(paper, request),
  );
}

function writeWords(paper: Paper, request: LaufzettelRequest): void {
  const text = (words: string, gapPt: number, sizePt = 11): void =>
    paper.write({ tag: 'P', text: words, sizePt, gapPt });
  const fact = (label: string, value: string): void => {
    if (value !== '') text(`${label}: ${value}`, 6);
  };
  paper.write({ tag: 'H1', text: 'Laufzettel', sizePt: 22 });
  text(
    'Dieses Blatt trägt den Stempel für ein Dokument, das selbst nicht verändert werden darf. Es gehört zu genau der Datei mit der unten stehenden Prüfsumme.',
    10,
  );
  paper.write({ tag: 'H2', text: 'Dokument', sizePt: 14, gapPt: 22 });
  fact('Betreff', request.titel);
  fact('Geschäftszeichen', request.aktenzeichen);
  fact('Fassung', request.fassung);
  fact('Datei', request.dateiname);
  fact('Größe', `${new Intl.NumberFormat('de-DE').format(request.sizeBytes)} Byte`);
  fact('Kennung', request.dokument);
  fact('Prüfsumme (SHA-256)', request.sha.replace(/(.{8})(?=.)/g, '$1 '));
  paper.write({ tag: 'H2', text: 'Laufzettel angelegt', sizePt: 14, gapPt: 22 });
  fact('Am', request.angelegt);
  fact('Von', request.von);
  paper.write({ tag: 'H2', text: 'Stempel', sizePt: 14, gapPt: 22 });
  text(request.kind.title.de, 6);
}
