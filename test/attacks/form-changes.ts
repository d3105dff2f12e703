import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type Attack, type AttackClass, edited, later } from './attack.ts';
import { at, forgedPage, formObject, streamObject } from './letter.ts';

const forged = streamObject('', forgedPage);

function change(name: string, gain: string, update: (file: Buffer) => Record<number, string>): Attack {
  return { name, gain, make: ({ signed }) => later(signed, update(signed)) };
}

const inCatalog = (name: string, gain: string, entry: string, more: Record<number, string> = {}): Attack =>
  change(name, gain, (file) => ({ [at.catalog]: bodyOf(file, at.catalog).replace('<<', `<<${entry}`), ...more }));

/** Form values and things that happen by themselves. */
export const formChanges: AttackClass = {
  name: 'form values and actions',
  attacks: [
    {
      name: 'field filled in at DocMDP 1',
      gain: 'A certified form says another sum.',
      make: ({ certified }) => later(certified[1], { [at.betrag]: edited(certified[1], at.betrag, '(100)', '(900)') }),
    },
    change('NeedAppearances', 'The viewer makes new looks from other values.', (file) => ({
      [at.catalog]: bodyOf(file, at.catalog).replace(/\/AcroForm ?<</, '/AcroForm<</NeedAppearances true'),
    })),
    change('XFA added', 'An XML form is shown instead of the pages.', (file) => ({
      [at.catalog]: bodyOf(file, at.catalog).replace(/\/AcroForm ?<</, '/AcroForm<</XFA 50 0 R'),
      50: streamObject('', '<xdp/>'),
    })),
    change('default resources exchanged', 'Fields are drawn with another font.', (file) => ({
      [at.catalog]: bodyOf(file, at.catalog).replace(/\/DR ?7 0 R/, '/DR<</Font<</F1 50 0 R>>>>'),
      50: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>',
    })),
    change('calculation order', 'Scripts compute fields anew.', (file) => ({
      [at.catalog]: bodyOf(file, at.catalog).replace(/\/AcroForm ?<</, '/AcroForm<</CO[15 0 R]'),
    })),
    change('field renamed', 'The value belongs to another question.', (file) => ({
      [at.betrag]: edited(file, at.betrag, '(Betrag)', '(Rabatt)'),
    })),
    change('field moved over the text', 'The field hides the sum.', (file) => ({
      [at.betrag]: edited(file, at.betrag, /\/Rect ?\[[^\]]*\]/, '/Rect[70 690 300 720]'),
    })),
    change('field with an action', 'A script runs when the field is touched.', (file) => ({
      [at.betrag]: bodyOf(file, at.betrag).replace('<<', '<</AA<</F<</S/JavaScript/JS(x)>>>>'),
    })),
    change('field added', 'A question that nobody signed.', (file) => ({
      [at.catalog]: bodyOf(file, at.catalog).replace(/\/Fields ?\[/, '/Fields[50 0 R '),
      [at.page1]: bodyOf(file, at.page1).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
      50: '<</Type/Annot/Subtype/Widget/FT/Tx/T(neu)/V(900)/Rect[300 300 400 320]>>',
    })),
    change('field removed', 'An answer is gone.', (file) => ({
      [at.catalog]: bodyOf(file, at.catalog).replace('15 0 R ', ''),
    })),
    inCatalog('script at opening', 'A script changes what is shown.', '/OpenAction<</S/JavaScript/JS(x)>>'),
    inCatalog('other page at opening', 'The reader is led past the first page.', '/OpenAction[4 0 R/Fit]'),
    inCatalog('document actions', 'A script runs before printing.', '/AA<</WP<</S/JavaScript/JS(x)>>>>'),
    inCatalog(
      'viewer settings',
      'The window shows the title instead of the name of the file.',
      '/ViewerPreferences<</DisplayDocTitle true>>',
    ),
    inCatalog('structure tree', 'A screen reader reads other words.', '/StructTreeRoot 50 0 R', {
      50: '<</Type/StructTreeRoot>>',
    }),
    inCatalog(
      'certification withdrawn or invented',
      'Others believe that more is allowed.',
      '/Perms<</DocMDP 50 0 R>>',
      {
        50: '<</Type/Sig>>',
      },
    ),
    inCatalog('collection', 'The file opens as a folder of attachments.', '/Collection<</View/D>>'),
  ],
};

/** Forbidden changes in the clothes of allowed ones. */
export const disguised: AttackClass = {
  name: 'changes disguised as validation data or metadata',
  attacks: [
    inCatalog('page content as security store', 'The content is rewritten "as certificate".', '/DSS<</Certs[5 0 R]>>', {
      [at.content1]: forged,
    }),
    inCatalog('page content as DSS itself', 'The store is the content stream.', '/DSS 5 0 R', {
      [at.content1]: forged,
    }),
    inCatalog('drawn form as OCSP answer', 'The drawn form is rewritten "as answer".', '/DSS<</OCSPs[11 0 R]>>', {
      [at.xobject]: formObject(''),
    }),
    inCatalog('font in the VRI', 'The font is rewritten "as validation data".', '/DSS<</VRI<</A 8 0 R>>>>', {
      [at.font]: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>',
    }),
    inCatalog('page content as extension', 'The content hangs on /Extensions.', '/Extensions<</A 5 0 R>>', {
      [at.content1]: forged,
    }),
    {
      name: 'page content as document information',
      gain: 'The trailer calls the content /Info.',
      make: ({ signed }) => later(signed, { [at.content1]: forged }, '/Info 5 0 R'),
    },
    change('page content as value of a field', 'Filling in a field rewrites the content.', (file) => ({
      [at.betrag]: edited(file, at.betrag, '(100)', ' 5 0 R'),
      [at.content1]: forged,
    })),
    change('drawn form as look of a field', 'A new look of the field is the form that the page draws.', (file) => ({
      [at.betrag]: edited(file, at.betrag, '16 0 R', '11 0 R'),
      [at.xobject]: formObject('BT (Juni) Tj ET', '/Resources 7 0 R'),
    })),
    change("stamp that uses the page's font anew", 'A stamp brings "its" font, which is the page\'s.', (file) => ({
      [at.page1]: bodyOf(file, at.page1).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
      50: '<</Type/Annot/Subtype/Stamp/Rect[300 300 400 340]/F 4/AP<</N 51 0 R>>>>',
      51: formObject('', '/Resources<</Font<</F1 8 0 R>>>>'),
      [at.font]: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>',
    })),
    change(
      'time-stamp field with the content as value',
      'What pretends to be a document time-stamp rewrites the content.',
      (file) => ({
        [at.catalog]: bodyOf(file, at.catalog).replace(/\/Fields ?\[/, '/Fields[50 0 R '),
        50: '<</FT/Sig/T(Zeit)/V 5 0 R>>',
        [at.content1]: forged.replace('<<', '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161'),
      }),
    ),
  ],
};
