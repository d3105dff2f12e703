import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type Attack, type AttackClass, edited, later } from './attack.ts';
import { at, forgedPage, formObject, streamObject } from './letter.ts';

/** A change to the signed letter; the update may use objects from 50 on. */
function change(name: string, gain: string, update: (file: Buffer) => Record<number, string>): Attack {
  return { name, gain, make: ({ signed }) => later(signed, update(signed)) };
}

const page = (gain: string, name: string, from: string | RegExp, to: string): Attack =>
  change(name, gain, (file) => ({ [at.page1]: edited(file, at.page1, from, to) }));

/** Which pages there are and how much of them is seen. */
export const pageChanges: AttackClass = {
  name: 'pages added, removed, turned, cropped',
  attacks: [
    change('page added', 'An unsigned page stands among the signed ones.', (file) => ({
      [at.pages]: '<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 50 0 R]>>',
      50: edited(file, at.page2, '6 0 R', '51 0 R'),
      51: streamObject('', forgedPage),
    })),
    change('page removed', 'The instruction on legal remedies is missing.', () => ({
      [at.pages]: '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    })),
    change('pages reordered', 'The second page becomes the first.', () => ({
      [at.pages]: '<</Type/Pages/Count 2/Kids[4 0 R 3 0 R]>>',
    })),
    change('page shown twice', 'A page takes the place of another.', () => ({
      [at.pages]: '<</Type/Pages/Count 2/Kids[3 0 R 3 0 R]>>',
    })),
    change('page tree exchanged', 'The catalog leads to another tree.', (file) => ({
      [at.catalog]: edited(file, at.catalog, /\/Pages 2 0 R/, '/Pages 50 0 R'),
      50: '<</Type/Pages/Count 1/Kids[4 0 R]>>',
    })),
    change('attributes inherited from the tree', 'Rotation comes from the node above.', () => ({
      [at.pages]: '<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/Rotate 180>>',
    })),
    page('The sum lies outside of the visible part.', 'crop box', /\/CropBox ?\[[^\]]*\]/, '/CropBox[0 0 595 600]'),
    page('The page is cut.', 'media box', /\/MediaBox ?\[[^\]]*\]/, '/MediaBox[0 0 595 600]'),
    page('The page lies on its head.', 'rotation', '/Parent', '/Rotate 180/Parent'),
    page('Everything is shown in another size.', 'user unit', '/Parent', '/UserUnit 3/Parent'),
    page('Another content is drawn.', 'content exchanged', '/Contents 5 0 R', '/Contents 6 0 R'),
    change('content array extended', 'A further content draws over the text.', (file) => ({
      [at.page2]: edited(file, at.page2, /\/Contents ?\[6 0 R\]/, '/Contents[6 0 R 50 0 R]'),
      50: streamObject('', forgedPage),
    })),
    page('The page runs a script when opened.', 'page action', '/Parent', '/AA<</O<</S/JavaScript/JS(x)>>>>/Parent'),
  ],
};

/** What a page is drawn with. */
export const resourceSwaps: AttackClass = {
  name: 'fonts, XObjects, encodings, layers swapped',
  attacks: [
    change('font exchanged', 'Digits look like other digits.', (file) => ({
      [at.font]: edited(file, at.font, '/Helvetica', '/ZapfDingbats'),
    })),
    change('encoding exchanged', 'Code 1 draws the glyph of 9.', () => ({
      [at.encoding]: '<</Type/Encoding/Differences[49/nine]>>',
    })),
    change('ToUnicode exchanged', 'Copied and searched text differs from what is seen.', () => ({
      [at.toUnicode]: streamObject('', '1 beginbfchar <31> <0039> endbfchar'),
    })),
    change('drawn form exchanged', 'Another due date.', () => ({
      [at.xobject]: formObject('BT /F1 14 Tf 0 5 Td (Faellig am 1. Juni) Tj ET', '/Resources 7 0 R'),
    })),
    change('resources exchanged', 'The names of the content mean other objects.', (file) => ({
      [at.resources]: edited(file, at.resources, '11 0 R', '50 0 R'),
      50: formObject(''),
    })),
    change('resources of one page exchanged', 'Only one page gets the other resources.', (file) => ({
      [at.page1]: edited(file, at.page1, '/Resources 7 0 R', '/Resources 50 0 R'),
      50: edited(file, at.resources, '8 0 R', '51 0 R'),
      51: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>',
    })),
    change('layer off by default', 'The instruction on legal remedies is not shown.', (file) => ({
      [at.catalog]: edited(file, at.catalog, '/ON', '/OFF'),
    })),
    change('layer shown on screen only', 'Print and screen differ.', () => ({
      [at.layer]: '<</Type/OCG/Name(Belehrung)/Usage<</Print<</PrintState/OFF>>>>>>',
    })),
    change('attachment exchanged', 'The attached calculation says another sum.', () => ({
      [at.attachment]: streamObject('/Type/EmbeddedFile/Subtype/text#2Fplain', '900 Euro'),
    })),
    change('file specification exchanged', 'The name of the attachment leads to another file.', (file) => ({
      [at.fileSpec]: edited(file, at.fileSpec, '13 0 R', '50 0 R'),
      50: streamObject('/Type/EmbeddedFile', '900 Euro'),
    })),
    change('attachment added', 'A file that nobody signed hangs on the signed one.', (file) => ({
      [at.catalog]: edited(file, at.catalog, /\/Names ?\[/, '/Names[(b.exe)50 0 R '),
      50: '<</Type/Filespec/F(b.exe)/EF<</F 51 0 R>>>>',
      51: streamObject('/Type/EmbeddedFile', 'MZ'),
    })),
    change('associated file added', 'The structured invoice differs from the seen one.', (file) => ({
      [at.catalog]: edited(file, at.catalog, /\/AF ?\[/, '/AF[50 0 R '),
      50: '<</Type/Filespec/F(xrechnung.xml)/AFRelationship/Alternative/EF<</F 51 0 R>>>>',
      51: streamObject('/Type/EmbeddedFile', '<x>900</x>'),
    })),
    change('metadata also a look', 'Called metadata, drawn as a form.', (file) => ({
      [at.catalog]: edited(file, at.catalog, '/Metadata 19 0 R', '/Metadata 11 0 R'),
      [at.xobject]: bodyOf(file, at.xobject).replace('Maerz', 'Junis').replace('/Type/XObject', '/Type/Metadata'),
    })),
  ],
};
