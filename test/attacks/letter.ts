import { type Bodies, makePdf, type XrefForm } from '../fixtures/pdf/make-pdf.ts';

/** A stream object with its true length. */
export function streamObject(entries: string, content: string): string {
  return `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;
}

/** A form XObject (§8.10). */
export function formObject(content: string, entries = ''): string {
  return streamObject(`/Type/XObject/Subtype/Form/BBox[0 0 200 40]${entries}`, content);
}

/** The signed sentence, and what an attacker would rather have signed. */
export const honestPage = 'BT /F1 14 Tf 72 700 Td (Die Gebuehr betraegt 100 Euro.) Tj ET\nq 1 0 0 1 72 640 cm /X1 Do Q';
export const forgedPage = 'BT /F1 14 Tf 72 700 Td (Die Gebuehr betraegt 900 Euro.) Tj ET\nq 1 0 0 1 72 640 cm /X1 Do Q';

/** Object numbers of the letter, by what they are. */
export const at = {
  catalog: 1,
  pages: 2,
  page1: 3,
  page2: 4,
  content1: 5,
  content2: 6,
  resources: 7,
  font: 8,
  encoding: 9,
  toUnicode: 10,
  xobject: 11,
  layer: 12,
  attachment: 13,
  fileSpec: 14,
  betrag: 15,
  betragLook: 16,
  leitung: 17,
  info: 18,
  metadata: 19,
  overlay: 20,
} as const;

/** Two pages with text, font, drawn form, layer, attachment, a text field beside the text and an empty signature field. */
export function letterBodies(changed: Bodies = {}): Bodies {
  const page = '/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[0 0 595 842]/Resources 7 0 R';
  return {
    1: `<</Type/Catalog/Pages 2 0 R/Metadata 19 0 R/Names<</EmbeddedFiles<</Names[(a.txt)14 0 R]>>>>/AF[14 0 R]/OCProperties<</OCGs[12 0 R]/D<</ON[12 0 R]/Order[12 0 R]>>>>/AcroForm<</DA(/F1 12 Tf 0 g)/DR 7 0 R/Fields[15 0 R 17 0 R]>>>>`,
    2: '<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>',
    3: `<<${page}/Contents 5 0 R/Annots[15 0 R 17 0 R]>>`,
    4: `<<${page}/Contents[6 0 R]/Annots[]>>`,
    5: streamObject('', honestPage),
    6: streamObject('', '/OC /L1 BDC BT /F1 14 Tf 72 700 Td (Rechtsbehelf: ein Monat.) Tj ET EMC'),
    7: '<</Font<</F1 8 0 R>>/XObject<</X1 11 0 R>>/Properties<</L1 12 0 R>>>>',
    8: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding 9 0 R/ToUnicode 10 0 R>>',
    9: '<</Type/Encoding/BaseEncoding/WinAnsiEncoding>>',
    10: streamObject('', '1 beginbfchar <31> <0031> endbfchar'),
    11: formObject('BT /F1 14 Tf 0 5 Td (Faellig am 1. Maerz) Tj ET', '/Resources 7 0 R'),
    12: '<</Type/OCG/Name(Belehrung)>>',
    13: streamObject('/Type/EmbeddedFile/Subtype/text#2Fplain', '100 Euro'),
    14: '<</Type/Filespec/F(a.txt)/UF(a.txt)/AFRelationship/Source/EF<</F 13 0 R>>>>',
    15: '<</Type/Annot/Subtype/Widget/FT/Tx/T(Betrag)/V(100)/DA(/F1 12 Tf 0 g)/Rect[72 500 172 520]/P 3 0 R/F 4/AP<</N 16 0 R>>>>',
    16: formObject('BT /F1 12 Tf 2 5 Td (100) Tj ET', '/Resources 7 0 R'),
    17: '<</Type/Annot/Subtype/Widget/FT/Sig/T(Leitung)/Rect[300 100 500 160]/P 3 0 R/F 4>>',
    18: '<</Title(Bescheid)>>',
    19: streamObject('/Type/Metadata/Subtype/XML', '<x/>'),
    20: 'null',
    ...changed,
  };
}

/** The letter as a file. */
export function letter(changed: Bodies = {}, form: XrefForm = 'table'): Buffer {
  return makePdf(letterBodies(changed), form, '/Info 18 0 R');
}
