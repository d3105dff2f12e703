import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type Attack, type AttackClass, edited, later } from './attack.ts';
import { certify, craftSignature } from './craft.ts';
import { at, formObject, letter, letterBodies } from './letter.ts';

const overText = '/Rect[70 690 300 720]';
const look = formObject('1 1 1 rg 0 0 200 40 re f BT /F1 14 Tf 0 5 Td (900 Euro) Tj ET', '/Resources 7 0 R');

/** An annotation that joins the first page. */
function joined(file: Buffer, annotation: string): Buffer {
  const page = bodyOf(file, at.page1).replace(/\/Annots ?\[/, '/Annots[50 0 R ');
  return later(file, { [at.page1]: page, 50: annotation, ...(annotation.includes('51 0 R') ? { 51: look } : {}) });
}

function evil(name: string, gain: string, annotation: string): Attack {
  return { name, gain, flag: 'warned', make: ({ certified }) => joined(certified[3], annotation) };
}

/** EAA: at DocMDP 3 annotations are allowed, and an annotation can look like anything. */
export const evilAnnotation: AttackClass = {
  name: 'evil annotation (EAA)',
  attacks: [
    evil(
      'free text over the sum',
      'Another sum stands on the page.',
      `<</Type/Annot/Subtype/FreeText/Contents(900 Euro)/DA(/F1 14 Tf)${overText}/F 4/AP<</N 51 0 R>>>>`,
    ),
    evil(
      'free text without appearance',
      'The viewer itself draws the text.',
      `<</Type/Annot/Subtype/FreeText/Contents(900 Euro)/DA(/F1 14 Tf)${overText}/F 4>>`,
    ),
    evil(
      'stamp over the sum',
      'A stamp with opaque ground replaces the text.',
      `<</Type/Annot/Subtype/Stamp${overText}/F 196/AP<</N 51 0 R>>>>`,
    ),
    evil(
      'redaction over the sum',
      'A redaction mark covers it and writes its own words.',
      `<</Type/Annot/Subtype/Redact/IC[1 1 1]/OverlayText(900 Euro)${overText}/F 4/AP<</N 51 0 R>>>>`,
    ),
    evil(
      'highlight with its own look',
      'A highlight may paint anything.',
      `<</Type/Annot/Subtype/Highlight/QuadPoints[70 720 300 720 70 690 300 690]${overText}/F 4/AP<</N 51 0 R>>>>`,
    ),
    evil(
      'link with an appearance',
      'Links are overlooked, yet they can have a look.',
      `<</Type/Annot/Subtype/Link${overText}/F 4/AP<</N 51 0 R>>>>`,
    ),
    evil(
      'line with a small rectangle',
      'Without appearance the line reaches beyond its rectangle.',
      '<</Type/Annot/Subtype/Line/L[70 705 300 705]/BS<</W 30>>/C[1 1 1]/Rect[0 0 1 1]/F 4>>',
    ),
    evil(
      'unknown type with appearance',
      'Viewers draw the appearance of types they do not know.',
      `<</Type/Annot/Subtype/Nichts${overText}/F 4/AP<</N 51 0 R>>>>`,
    ),
    evil(
      'rectangle given backwards',
      'A careless overlap test sees an empty area.',
      `<</Type/Annot/Subtype/Stamp/Rect[300 720 70 690]/F 4/AP<</N 51 0 R>>>>`,
    ),
    {
      name: 'free text at DocMDP 2',
      gain: 'The level allows forms only.',
      make: ({ certified }) =>
        joined(certified[2], `<</Type/Annot/Subtype/FreeText/Contents(900)${overText}/AP<</N 51 0 R>>>>`),
    },
    {
      name: 'stamp at DocMDP 1',
      gain: 'The level allows nothing.',
      make: ({ certified }) => joined(certified[1], `<</Type/Annot/Subtype/Stamp${overText}/AP<</N 51 0 R>>>>`),
    },
    {
      name: 'annotation without a type, uncertified',
      gain: 'What is no stamp is drawn all the same.',
      make: ({ signed }) => joined(signed, `<</Type/Annot${overText}/AP<</N 51 0 R>>>>`),
    },
    {
      name: 'stamp over text, uncertified',
      gain: 'Stamps are permitted and listed, but this one covers the sum.',
      flag: 'warned',
      make: ({ signed }) => joined(signed, `<</Type/Annot/Subtype/Stamp${overText}/F 4/AP<</N 51 0 R>>>>`),
    },
    {
      name: 'stamp removed at DocMDP 3',
      gain: 'An annotation that was certified with the page is gone.',
      flag: 'warned',
      make: () => {
        const file = certifiedWithStamp();
        return later(file, { [at.page1]: edited(file, at.page1, '20 0 R ', '') });
      },
    },
    {
      name: 'stamp rewritten at DocMDP 3',
      gain: 'An annotation that was certified says something else.',
      make: () => {
        const file = certifiedWithStamp();
        return later(file, { [at.overlay]: edited(file, at.overlay, '/Rect[300 300 400 340]', overText) });
      },
    },
    {
      name: 'text field added at DocMDP 3',
      gain: "A field of one's own stands on the certified page.",
      make: ({ certified }) =>
        joined(certified[3], `<</Type/Annot/Subtype/Widget/FT/Tx/T(neu)/V(900)${overText}/AP<</N 51 0 R>>>>`),
    },
  ],
};

/** A letter certified at level 3 that bears a stamp already. */
function certifiedWithStamp(): Buffer {
  const file = letter({
    [at.page1]: letterBodies()[at.page1]!.replace('/Annots[', '/Annots[20 0 R '),
    [at.overlay]: '<</Type/Annot/Subtype/Stamp/Rect[300 300 400 340]/F 4/AP<</N 21 0 R>>>>',
    21: formObject('0 0 9 9 re f'),
  });
  return certify(file, 3);
}

const second = { signature: 44, widget: 45 };
const more = (): Record<number, string> => ({ 51: look });

/** SSA: a further signature is allowed, and its field can look like anything. */
export const sneakySignature: AttackClass = {
  name: 'sneaky signature (SSA)',
  attacks: [
    {
      name: 'new visible signature over the sum at DocMDP 2',
      gain: 'The look of the new signature replaces the certified text.',
      make: ({ certified }) =>
        craftSignature(certified[2], { numbers: second, rect: '70 690 300 720', widget: '/AP<</N 51 0 R>>', more }),
    },
    {
      name: 'new visible signature over the sum, uncertified',
      gain: 'The same on a file that only bears an ordinary signature.',
      flag: 'warned',
      make: ({ signed }) =>
        craftSignature(signed, { numbers: second, rect: '70 690 300 720', widget: '/AP<</N 51 0 R>>', more }),
    },
    {
      name: 'unsigned signature field over the sum at DocMDP 2',
      gain: 'A field without a value needs no key at all.',
      make: ({ certified }) => {
        const file = certified[2];
        return later(file, {
          [at.catalog]: bodyOf(file, at.catalog).replace(/\/Fields ?\[/, '/Fields[50 0 R '),
          [at.page1]: bodyOf(file, at.page1).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
          50: `<</Type/Annot/Subtype/Widget/FT/Sig/T(leer)${overText}/AP<</N 51 0 R>>>>`,
          51: look,
        });
      },
    },
    {
      name: 'existing signature field moved over the sum',
      gain: 'Signing a field that was foreseen, but at another place.',
      make: ({ certified }) => {
        const file = certified[2];
        const field = edited(file, at.leitung, /\/Rect\[[^\]]*\]/, `${overText}/V 52 0 R/AP<</N 51 0 R>>`);
        return later(file, {
          [at.leitung]: field,
          51: look,
          52: '<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents<30>/ByteRange[0 1 2 3]>>',
        });
      },
    },
    {
      name: 'look of the certification signature rewritten',
      gain: 'The first signature itself shows other words.',
      make: () => {
        const file = certify(letter(), 2, { rect: '300 200 500 240', widget: '/AP<</N 51 0 R>>', more });
        return later(file, { 51: formObject('BT /F1 14 Tf 0 5 Td (Andere) Tj ET', '/Resources 7 0 R') });
      },
    },
    {
      name: 'further signature at DocMDP 1',
      gain: 'Nothing at all is allowed.',
      make: ({ certified }) => craftSignature(certified[1], { numbers: second }),
    },
    {
      name: 'two widgets for one new signature',
      gain: 'The second widget stands where nobody looks for a signature.',
      make: ({ certified }) =>
        craftSignature(certified[2], {
          numbers: second,
          widget: '/Kids[50 0 R]',
          more: (file) => ({
            [at.page2]: bodyOf(file, at.page2).replace(/\/Annots ?\[/, '/Annots[50 0 R '),
            50: `<</Type/Annot/Subtype/Widget/Parent 45 0 R${overText}/F 4/AP<</N 51 0 R>>>>`,
            51: look,
          }),
        }),
    },
  ],
};
