import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type Attack, type AttackClass, edited, later } from './attack.ts';
import { certify, craftSignature } from './craft.ts';
import { at, formObject, honestPage, letter, letterBodies, streamObject } from './letter.ts';

const overText = '/Rect[70 690 300 720]';
const beside = '/Rect[300 300 400 340]';
const look = formObject('1 1 1 rg 0 0 200 40 re f BT /F1 14 Tf 0 5 Td (900 Euro) Tj ET', '/Resources 7 0 R');
const ends = { signature: 44, widget: 45 };
// A curve and a polygon: digits whose outlines were drawn instead of a font's.
const outlines = '72 300 m 80 320 90 320 98 300 c f 110 300 m 112 320 l 114 302 l 118 320 l 120 300 l 116 296 l f';

/** An annotation that joins the first page, drawn by {@link look} where it says so. */
function joined(file: Buffer, annotation: string): Buffer {
  const page = bodyOf(file, at.page1).replace(/\/Annots ?\[/, '/Annots[50 0 R ');
  return later(file, { [at.page1]: page, 50: annotation, ...(annotation.includes('51 0 R') ? { 51: look } : {}) });
}

const stampAt = (place: string, more = '/F 4'): string =>
  `<</Type/Annot/Subtype/Stamp${place}${more}/AP<</N 51 0 R>>>>`;

/** A stamp over signed content that is no text. */
function overContent(name: string, gain: string, original: Record<number, string>, stamp = stampAt(beside)): Attack {
  return { name, gain, flag: 'warned', make: () => joined(craftSignature(letter(original)), stamp) };
}

/** At DocMDP 3 and over the sum, in a way that a simple look at rectangles misses. */
function hidden(name: string, gain: string, annotation: string): Attack {
  return { name, gain, flag: 'warned', make: ({ certified }) => joined(certified[3], annotation) };
}

const page1 = letterBodies()[at.page1]!;
const withContent = (content: string, more: Record<number, string> = {}): Record<number, string> => ({
  [at.content1]: streamObject('', `${honestPage}\n${content}`),
  ...more,
});
const image =
  '<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n0\nendstream';
const xobjects = (entry: string): string => letterBodies()[at.resources]!.replace('/XObject<<', `/XObject<<${entry}`);

/** Annotations that cover what is not found as text, or where a rectangle does not say so. */
export const covers: AttackClass = {
  name: 'covers over what is no text, and covers in disguise',
  attacks: [
    overContent(
      'stamp over a scanned page',
      'The text is a picture, so that no search finds it.',
      withContent('q 595 0 0 842 0 0 cm /P1 Do Q', { [at.resources]: xobjects('/P1 21 0 R'), 21: image }),
    ),
    overContent(
      'stamp over an inline picture',
      'The same with a picture inside the content.',
      withContent('q 200 0 0 200 280 250 cm BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI Q'),
    ),
    overContent(
      'stamp over outlined text',
      'The digits are curves and no font.',
      withContent(outlines),
      stampAt('/Rect[70 290 130 330]'),
    ),
    overContent(
      'stamp over text in a pattern',
      'The words are painted as the pattern of an area.',
      withContent('/Pattern cs /Q1 scn 280 250 200 200 re f', {
        [at.resources]: letterBodies()[at.resources]!.replace('<<', '<</Pattern<</Q1 21 0 R>>'),
        21: streamObject(
          '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 200]/XStep 200/YStep 200/Resources 7 0 R',
          'BT /F1 14 Tf 5 5 Td (Widerruflich) Tj ET',
        ),
      }),
    ),
    overContent('stamp over a signed stamp', 'The stamp "Entwurf", which was signed, is gone from sight.', {
      [at.page1]: page1.replace('/Annots[', '/Annots[20 0 R '),
      [at.overlay]: `<</Type/Annot/Subtype/Stamp${beside}/F 4/AP<</N 21 0 R>>>>`,
      21: formObject('BT /F1 14 Tf 0 5 Td (Entwurf) Tj ET', '/Resources 7 0 R'),
    }),
    {
      name: 'field over a picture, prepared, filled in later',
      gain: 'The look of the field replaces a part of the scanned page.',
      flag: 'warned',
      make: () => {
        const picture = { [at.resources]: xobjects('/P1 21 0 R'), 21: image };
        const file = craftSignature(letter(withContent('q 595 0 0 842 0 0 cm /P1 Do Q', picture)));
        return later(file, {
          [at.betrag]: edited(file, at.betrag, '(100)', '(900)').replace('16 0 R', '51 0 R'),
          51: look,
        });
      },
    },
    hidden('cover that is only printed', 'On paper stands another sum than on the screen.', stampAt(overText, '/F 36')),
    hidden(
      'black highlight',
      'What marks text in other colours blackens it in this one.',
      `<</Type/Annot/Subtype/Highlight/C[0 0 0]/QuadPoints[70 720 300 720 70 690 300 690]${overText}/F 4>>`,
    ),
    hidden(
      'highlight beside its rectangle',
      'The rectangle lies elsewhere, the marked corners lie on the sum.',
      '<</Type/Annot/Subtype/Highlight/C[0 0 0 1]/QuadPoints[70 720 300 720 70 690 300 690]/Rect[300 300 310 310]/F 4>>',
    ),
    hidden(
      'stamp that keeps its size on the screen',
      'On a small screen it covers more than its rectangle.',
      stampAt('/Rect[280 712 480 772]', '/F 12'),
    ),
    {
      name: 'stamp that does not turn with the page',
      gain: 'On a turned page it is drawn beside its rectangle, over the sum.',
      flag: 'warned',
      make: () => {
        const turned = letter({ [at.page1]: page1.replace('/Type/Page', '/Type/Page/Rotate 90') });
        return joined(certify(turned, 3), stampAt('/Rect[280 460 300 690]', '/F 20'));
      },
    },
  ],
};

const layers = '/S/SetOCGState/State[/OFF 12 0 R]';

/** What happens by itself, and fields that only pretend. */
export const pretences: AttackClass = {
  name: 'actions that come along, fields that pretend',
  attacks: [
    {
      name: 'stamp that switches a layer off when the page is seen',
      gain: 'The signed instruction on legal remedies vanishes by itself.',
      make: ({ signed }) => joined(signed, stampAt(beside, `/F 4/AA<</PV<<${layers}>>>>`)),
    },
    {
      name: 'stamp with a script at DocMDP 3',
      gain: 'A script fills in fields when the stamp is touched.',
      make: ({ certified }) => joined(certified[3], stampAt(beside, '/F 4/A<</S/JavaScript/JS(x)>>')),
    },
    {
      name: 'link that leads to a place and then on at DocMDP 3',
      gain: 'The second action hides a layer.',
      make: ({ certified }) =>
        joined(certified[3], `<</Type/Annot/Subtype/Link${beside}/A<</S/GoTo/D[4 0 R/Fit]/Next<<${layers}>>>>>>`),
    },
    {
      name: 'film over the page at DocMDP 3',
      gain: 'What plays can show anything at any time.',
      make: ({ certified }) => joined(certified[3], `<</Type/Annot/Subtype/RichMedia${beside}/F 4/AP<</N 51 0 R>>>>`),
    },
    {
      name: 'new signature field with a script',
      gain: 'The permitted field brings an action along.',
      make: ({ signed }) => craftSignature(signed, { numbers: ends, widget: '/AA<</E<</S/JavaScript/JS(x)>>>>' }),
    },
    {
      name: 'widget of a new signature field with a script',
      gain: 'The field is quiet, the widget below it is not.',
      make: ({ signed }) =>
        craftSignature(signed, {
          numbers: ends,
          widget: '/Kids[50 0 R]',
          more: (file) => ({
            [at.page2]: bodyOf(file, at.page2).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
            50: `<</Type/Annot/Subtype/Widget/Parent 45 0 R${beside}/F 4/AA<</PV<<${layers}>>>>>>`,
          }),
        }),
    },
    {
      name: 'visible field above a new time-stamp at DocMDP 1',
      gain: 'The time-stamp itself is invisible, what it belongs to shows another sum.',
      make: ({ certified }) =>
        craftSignature(certified[1], {
          isTimestamp: true,
          numbers: ends,
          widget: '/Parent 50 0 R',
          more: (file) => ({
            [at.page2]: bodyOf(file, at.page2).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
            50: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Zeit)/Kids[45 0 R]${overText}/F 4/AP<</N 51 0 R>>>>`,
            51: look,
          }),
        }),
    },
    {
      name: 'empty signature field painted as signed',
      gain: 'It looks as if the head of the office had signed.',
      make: ({ signed }) => {
        const field = bodyOf(signed, at.leitung).replace('<<', '<</AP<</N 51 0 R>>');
        return later(signed, { [at.leitung]: field, 51: look });
      },
    },
    {
      name: 'empty signature field painted as signed at DocMDP 2',
      gain: 'The same in a certified form.',
      make: ({ certified }) => {
        const field = bodyOf(certified[2], at.leitung).replace('<<', '<</V(ja)/AP<</N 51 0 R>>');
        return later(certified[2], { [at.leitung]: field, 51: look });
      },
    },
    {
      name: 'foreseen field filled with a time-stamp and a look at DocMDP 1',
      gain: 'A time-stamp is allowed, and its field shows what nobody certified.',
      make: ({ certified }) => {
        const file = certified[1];
        const field = bodyOf(file, at.leitung).replace('<<', '<</V 52 0 R/AP<</N 51 0 R>>');
        const stamp = '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161/Contents<30>/ByteRange[0 1 2 3]>>';
        return later(file, { [at.leitung]: field, 51: look, 52: stamp });
      },
    },
    {
      name: 'field that is also the group of a drawing',
      gain: 'Filling in turns over how the signed drawing is blended.',
      make: () => {
        const group = '/Resources 7 0 R/Group 15 0 R';
        const file = craftSignature(
          letter({
            [at.betrag]: letterBodies()[at.betrag]!.replace('<<', '<</S/Transparency/I false'),
            [at.xobject]: formObject('BT /F1 14 Tf 0 5 Td (Faellig am 1. Maerz) Tj ET', group),
          }),
        );
        return later(file, { [at.betrag]: edited(file, at.betrag, '/I false', '/I true') });
      },
    },
  ],
};
