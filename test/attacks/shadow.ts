import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { type AttackClass, edited, later } from './attack.ts';
import { craftSignature } from './craft.ts';
import { at, forgedPage, formObject, honestPage, letter, letterBodies, streamObject } from './letter.ts';

const whiteBox = '1 1 1 rg 0 0 200 40 re f';
const overText = '/Rect[70 690 300 720]';

/** A letter with a white stamp over the sum. */
function covered(look = whiteBox): Buffer {
  return letter({
    [at.page1]: letterBodies()[at.page1]!.replace('/Annots[', '/Annots[20 0 R '),
    [at.overlay]: `<</Type/Annot/Subtype/Stamp${overText}/F 4/AP<</N 21 0 R>>>>`,
    21: formObject(look, '/Resources 7 0 R'),
  });
}

/** A letter whose text field lies on the sum; `look` is what it shows at first. */
function fieldOnText(look: string): Buffer {
  return letter({
    [at.betrag]: letterBodies()[at.betrag]!.replace('/Rect[72 500 172 520]', overText),
    [at.betragLook]: formObject(look, '/Resources 7 0 R'),
  });
}

/** A letter that draws an object over or instead of the text. */
function drawn(last: string, changed: Record<number, string> = {}): Buffer {
  return letter({
    [at.resources]: letterBodies()[at.resources]!.replace('/XObject<<', '/XObject<</X2 21 0 R'),
    [at.content1]: streamObject('', `${honestPage}\nq 1 0 0 1 70 690 cm ${last} Q`),
    21: formObject(whiteBox),
    ...changed,
  });
}

const sign = (file: Buffer): Buffer => craftSignature(file);

/** Shadow attacks: the author prepares the file before it is signed and turns it over afterwards. */
export const shadow: AttackClass = {
  name: 'shadow (hide, replace, hide and replace)',
  attacks: [
    {
      name: 'hide: stamp removed from the list',
      gain: 'The signer saw a blank place, later the hidden sum shows.',
      make: () => {
        const file = sign(covered());
        return later(file, { [at.page1]: edited(file, at.page1, '20 0 R ', '') });
      },
    },
    {
      name: 'hide: stamp object freed',
      gain: 'The covering annotation resolves to null.',
      make: () => {
        const file = sign(covered());
        const text = later(file, { [at.overlay]: 'null' }).toString('latin1');
        const at20 = text.lastIndexOf('\n20 1\n') + 6;
        return Buffer.from(`${text.slice(0, at20)}0000000000 65535 f \n${text.slice(at20 + 20)}`, 'latin1');
      },
    },
    {
      name: 'hide: appearance of the stamp emptied',
      gain: 'The cover becomes transparent.',
      make: () => later(sign(covered()), { 21: formObject('') }),
    },
    {
      name: 'hide: stamp moved away',
      gain: 'The cover moves off the text.',
      make: () => {
        const file = sign(covered());
        return later(file, { [at.overlay]: edited(file, at.overlay, overText, '/Rect[0 0 1 1]') });
      },
    },
    {
      name: 'hide: stamp made invisible by its flags',
      gain: 'One bit takes the cover away.',
      make: () => {
        const file = sign(covered());
        return later(file, { [at.overlay]: edited(file, at.overlay, '/F 4', '/F 2') });
      },
    },
    {
      name: 'hide: drawn cover emptied',
      gain: 'The covering form of the page content disappears.',
      make: () => later(sign(drawn('/X2 Do')), { 21: formObject('') }),
    },
    {
      name: 'hide: drawn cover unlinked',
      gain: 'The resource is gone, so the cover is not drawn.',
      make: () => {
        const file = sign(drawn('/X2 Do'));
        return later(file, { [at.resources]: edited(file, at.resources, '/X2 21 0 R', '') });
      },
    },
    {
      name: 'hide: prepared, not yet turned over',
      gain: 'The signature is genuine; whoever looks now sees a blank place over a sum.',
      flag: 'warned',
      make: () => sign(covered()),
    },
    {
      name: 'replace: look of a field rewritten',
      gain: 'A form field over the sum shows another one; filling in counts as harmless.',
      flag: 'warned',
      make: () =>
        later(sign(fieldOnText('')), {
          [at.betragLook]: formObject('BT /F1 14 Tf 0 5 Td (900 Euro) Tj ET', '/Resources 7 0 R'),
        }),
    },
    {
      name: 'replace: value and look of a field',
      gain: 'The same by new objects, as a form program writes them.',
      flag: 'warned',
      make: () => {
        const file = sign(fieldOnText(''));
        const field = edited(file, at.betrag, '(100)', '(900)').replace('16 0 R', '50 0 R');
        return later(file, {
          [at.betrag]: field,
          50: formObject(`${whiteBox} BT /F1 14 Tf 0 5 Td (900) Tj ET`, '/Resources 7 0 R'),
        });
      },
    },
    {
      name: 'replace: field over text, prepared',
      gain: 'An opaque field covers the text before anybody fills it in.',
      flag: 'warned',
      make: () => sign(fieldOnText(`${whiteBox} BT /F1 14 Tf 0 5 Td (100 Euro) Tj ET`)),
    },
    {
      name: 'replace: font redefined',
      gain: 'Glyph 1 looks like 9 everywhere.',
      make: () => {
        const file = sign(letter());
        return later(file, { [at.font]: edited(file, at.font, '/Helvetica', '/Symbol') });
      },
    },
    {
      name: 'replace: drawn form redefined',
      gain: 'The due date on the page changes.',
      make: () =>
        later(sign(letter()), {
          [at.xobject]: formObject('BT /F1 14 Tf 0 5 Td (Faellig am 1. Juni) Tj ET', '/Resources 7 0 R'),
        }),
    },
    {
      name: 'hide and replace: second page of the same number kept in the file',
      gain: 'Both contents are signed; only the cross-reference decides which is shown.',
      make: () => {
        const file = sign(withTwin());
        return switched(file, file.toString('latin1').indexOf('\n5 0 obj') + 1);
      },
    },
    {
      name: 'hide and replace: prepared, not yet turned over',
      gain: 'A second object 5 lies unseen in the signed bytes.',
      flag: 'warned',
      make: () => sign(withTwin()),
    },
    {
      name: 'hide and replace: hidden page tree made the shown one',
      gain: 'A whole second document waits inside the signed bytes.',
      make: () => {
        const file = sign(letter(secondDocument));
        return later(file, { [at.catalog]: edited(file, at.catalog, '/Pages 2 0 R', '/Pages 21 0 R') });
      },
    },
    {
      name: 'hide and replace: hidden page swapped into the tree',
      gain: 'One page is exchanged for one that was signed but never shown.',
      make: () => {
        const file = sign(letter(secondDocument));
        return later(file, { [at.pages]: '<</Type/Pages/Count 2/Kids[22 0 R 4 0 R]>>' });
      },
    },
    {
      name: 'object of the signed page supplied later',
      gain: 'The signed page refers to content that does not exist yet.',
      make: () => {
        const file = sign(
          letter({ [at.page1]: letterBodies()[at.page1]!.replace('/Contents 5 0 R', '/Contents[5 0 R 55 0 R]') }),
        );
        return later(file, { 55: streamObject('', `${whiteBox} BT /F1 14 Tf 72 700 Td (900) Tj ET`) });
      },
    },
  ],
};

const secondDocument = {
  21: '<</Type/Pages/Count 1/Kids[22 0 R]>>',
  22: letterBodies()
    [at.page1]!.replace('/Parent 2 0 R', '/Parent 21 0 R')
    .replace('/Contents 5 0 R', '/Contents 23 0 R'),
  23: streamObject('', forgedPage),
};

/** Puts a second object 5 before the one that the cross-reference names. */
function withTwin(): Buffer {
  const file = letter();
  const twin = `5 0 obj\n${streamObject('', forgedPage)}\nendobj\n`;
  const text = file.toString('latin1');
  const start = text.indexOf('1 0 obj');
  const body = `${text.slice(0, start)}${twin}${text.slice(start, text.indexOf('xref\n'))}`;
  const moved = text.slice(text.indexOf('xref\n')).replace(/^(\d{10}) 00000 n/gm, (_, offset: string) => {
    return `${String(Number(offset) + twin.length).padStart(10, '0')} 00000 n`;
  });
  return Buffer.from(body + moved.replace(/startxref\n\d+/, `startxref\n${body.length}`), 'latin1');
}

/** Appends nothing but a cross-reference that names another place for object 5. */
function switched(file: Buffer, offset: number): Buffer {
  const text = later(file, { [at.info]: bodyOf(file, at.info) }).toString('latin1');
  const row = `5 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  const table = text.lastIndexOf('\nxref\n') + 6;
  return Buffer.from(text.slice(0, table) + row + text.slice(table), 'latin1');
}
