import { signBytes, stampBytes, testFont, testKey } from '../fixtures/pdf/sign-with.ts';
import { bodyOf } from '../fixtures/pdf/update-file.ts';
import { edited, later } from './attack.ts';
import { moments, raised, signLasting } from './authority.ts';
import { type Bases, certify, craftSignature, timestamped } from './craft.ts';
import { ownAnchor } from './keys.ts';
import { at, formObject, letter, streamObject } from './letter.ts';

/** A file that must be valid, with every signature in it. */
export type Genuine = { readonly name: string; readonly make: (bases: Bases) => Buffer | Promise<Buffer> };

const visible = { pageIndex: 0, rect: { x: 60, y: 60, width: 180, height: 60 }, font: testFont };
const second = { signature: 44, widget: 45 };
const { signed, raised: firstRaised, signedAgain, raisedAgain } = moments;

/** Filled in as form programs do: a new value, a new look. */
function filled(file: Buffer): Buffer {
  const field = edited(file, at.betrag, '(100)', '(120)').replace('16 0 R', '50 0 R');
  return later(file, { [at.betrag]: field, 50: formObject('BT /F1 12 Tf 2 5 Td (120) Tj ET', '/Resources 7 0 R') });
}

/** A security store as other programs append it. */
function withStore(file: Buffer): Buffer {
  const certificate = streamObject('', Buffer.from(ownAnchor).toString('latin1'));
  return later(file, {
    [at.catalog]: bodyOf(file, at.catalog).replace('<<', '<</DSS 53 0 R'),
    53: '<</Type/DSS/Certs[54 0 R]/VRI<</00112233445566778899AABBCCDDEEFF00112233<</Cert[54 0 R]>>>>>>',
    54: certificate,
  });
}

/** A note beside the text. */
function noted(file: Buffer): Buffer {
  return later(file, {
    [at.page2]: bodyOf(file, at.page2).replace(/\/Annots ?\[/, '/Annots[55 0 R '),
    55: '<</Type/Annot/Subtype/Text/Contents(gelesen)/Rect[500 100 520 120]/F 4/NM(a)>>',
  });
}

/** Files that honest people and programs make. */
export const genuine: readonly Genuine[] = [
  { name: 'one signature', make: ({ signed }) => signed },
  { name: 'one visible signature', make: ({ plain }) => signBytes(plain, testKey('rsa'), { visible }) },
  { name: 'two signatures', make: ({ signed }) => signBytes(signed, testKey('rsa')) },
  {
    name: 'three signatures, two keys',
    make: async ({ signed }) => signBytes(await signBytes(signed), testKey('rsa')),
  },
  {
    name: 'the foreseen field signed',
    make: ({ signed }) => signBytes(signed, testKey('rsa'), { field: 'Leitung', visible }),
  },
  { name: 'stamped, then signed', make: ({ plain }) => signBytes(stampBytes(plain), testKey('rsa')) },
  { name: 'signed, then stamped', make: ({ signed }) => stampBytes(signed) },
  { name: 'signed, stamped, signed', make: ({ signed }) => signBytes(stampBytes(signed), testKey('rsa')) },
  { name: 'certified 1', make: ({ certified }) => certified[1] },
  { name: 'certified 2', make: ({ certified }) => certified[2] },
  { name: 'certified 2, form filled in', make: ({ certified }) => filled(certified[2]) },
  {
    name: 'certified 2, the foreseen field signed',
    make: ({ certified }) => signBytes(certified[2], testKey('rsa'), { field: 'Leitung', visible }),
  },
  { name: 'certified 2, invisible signature added', make: ({ certified }) => signBytes(certified[2], testKey('rsa')) },
  {
    name: 'certified 2, visible signature beside the text',
    make: ({ certified }) => signBytes(certified[2], testKey('rsa'), { visible }),
  },
  {
    name: 'certified 3, stamped and signed',
    make: ({ certified }) => signBytes(stampBytes(certified[3]), testKey('rsa')),
  },
  { name: 'certified 3, note beside the text', make: ({ certified }) => noted(certified[3]) },
  { name: 'certified 3, form filled in and note', make: ({ certified }) => noted(filled(certified[3])) },
  { name: 'form filled in between two signatures', make: ({ signed }) => signBytes(filled(signed), testKey('rsa')) },
  { name: 'document information rewritten', make: ({ signed }) => later(signed, { [at.info]: '<</Title(neu)>>' }) },
  {
    name: 'metadata rewritten',
    make: ({ signed }) => later(signed, { [at.metadata]: streamObject('/Type/Metadata/Subtype/XML', '<y/>') }),
  },
  { name: 'security store appended', make: ({ signed }) => withStore(signed) },
  { name: 'document time-stamp appended', make: ({ signed }) => timestamped(signed) },
  { name: 'security store and document time-stamp', make: ({ signed }) => timestamped(withStore(signed)) },
  {
    name: 'certified 1, security store and document time-stamp',
    make: ({ certified }) => timestamped(withStore(certified[1])),
  },
  {
    name: 'two signatures, security store, time-stamp',
    make: async ({ signed }) => timestamped(withStore(await signBytes(signed, testKey('rsa')))),
  },
  { name: 'object streams', make: () => signBytes(letter({}, 'stream'), testKey('rsa')) },
  {
    name: 'object streams, stamped and signed again',
    make: async () => signBytes(stampBytes(await signBytes(letter({}, 'stream'), testKey('rsa'))), testKey('rsa')),
  },
  { name: 'hybrid file', make: () => signBytes(letter({}, 'hybrid'), testKey('rsa')) },
  {
    name: 'hybrid file, stamped and signed again',
    make: async () => signBytes(stampBytes(await signBytes(letter({}, 'hybrid'), testKey('rsa'))), testKey('rsa')),
  },
  { name: 'white space behind the end', make: ({ signed }) => Buffer.concat([signed, Buffer.from('\r\n \n')]) },
  {
    name: 'signed and certified by hand without product code',
    make: ({ plain }) => craftSignature(certify(plain, 2), { numbers: second }),
  },
  ...raisedFiles(),
];

/** Files at higher levels, made by the product from signing to the last time-stamp. */
function raisedFiles(): readonly Genuine[] {
  const form = letter({}, 'stream');
  return [
    { name: 'B-T, time-stamp in the signature', make: ({ plain }) => signLasting(plain, signed, {}, 'B-T') },
    {
      name: 'B-T, document time-stamp',
      make: async ({ plain }) => raised(await signLasting(plain, signed), 'B-T', firstRaised),
    },
    {
      name: 'B-LT',
      make: async ({ plain }) => raised(await signLasting(plain, signed, {}, 'B-T'), 'B-LT', firstRaised),
    },
    { name: 'B-LTA', make: ({ archived }) => archived },
    {
      name: 'B-LTA from a signature with its own time-stamp',
      make: async ({ plain }) => raised(await signLasting(plain, signed, {}, 'B-T'), 'B-LTA', firstRaised),
    },
    { name: 'B-LTA renewed: two archive time-stamps', make: ({ archived }) => raised(archived, 'B-LTA', raisedAgain) },
    {
      name: 'B-LTA, second signature, B-LTA again',
      make: async ({ archived }) => raised(await signLasting(archived, signedAgain), 'B-LTA', raisedAgain),
    },
    {
      name: 'B-LTA over a form filled in after signing',
      make: async ({ plain }) => raised(filled(await signLasting(plain, signed)), 'B-LTA', firstRaised),
    },
    {
      name: 'form filled in, signed visibly, B-LTA',
      make: async ({ plain }) => raised(await signLasting(filled(plain), signed, { visible }), 'B-LTA', firstRaised),
    },
    { name: 'B-LTA, stamped afterwards', make: ({ archived }) => stampBytes(archived) },
    {
      name: 'two signatures with a stamp between them, B-LTA',
      make: async ({ plain }) =>
        raised(await signLasting(stampBytes(await signLasting(plain, signed)), signedAgain), 'B-LTA', raisedAgain),
    },
    {
      name: 'certified 3, form filled in, note, second signature, B-LTA',
      make: async ({ plain }) => {
        const certified = await signLasting(plain, signed, { certify: 3 });
        return raised(await signLasting(noted(filled(certified)), signedAgain), 'B-LTA', raisedAgain);
      },
    },
    {
      name: 'certified 1, B-LTA, renewed',
      make: async ({ plain }) => {
        const archived = await raised(await signLasting(plain, signed, { certify: 1 }), 'B-LTA', firstRaised);
        return raised(archived, 'B-LTA', raisedAgain);
      },
    },
    {
      name: 'object streams, B-LTA',
      make: async () => raised(await signLasting(form, signed), 'B-LTA', firstRaised),
    },
    {
      name: 'hybrid file, B-LTA, second signature',
      make: async () => {
        const archived = await raised(await signLasting(letter({}, 'hybrid'), signed), 'B-LTA', firstRaised);
        return signLasting(archived, signedAgain);
      },
    },
  ];
}
