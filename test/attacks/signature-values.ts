import { type Attack, type AttackClass, overwritten, partsOf } from './attack.ts';
import { type Craft, craftSignature } from './craft.ts';
import { clock, impostor, victim } from './keys.ts';
import type { CmsWish } from './make-cms.ts';

/** A letter whose one signature is made by hand. */
function made(name: string, gain: string, craft: Craft): Attack {
  return { name, gain, make: ({ plain }) => craftSignature(plain, craft) };
}

const cms = (name: string, gain: string, wish: CmsWish): Attack => made(name, gain, { cms: wish });

const endOfValue = /0{400}>/;

/** Bytes that nobody digests: the gap and what is before and behind the value in it. */
export const gapTricks: AttackClass = {
  name: '/Contents gap tricks',
  attacks: [
    ...(
      [
        ['white space within the value', 'The gap carries hidden bytes between the digits.', ' '.repeat(100)],
        ['comment within the value', 'A comment in the gap hides a whole object.', `%${' 5 0 obj'.repeat(12)}\n`],
        ['several strings in the gap', 'The dictionary gets further, unsigned values.', '><00>/Nichts<'],
        ['entries in the gap', 'An unsigned /ByteRange follows the value.', '>/ByteRange[0 1 2 3]/X<'],
        [
          'dictionary closed in the gap',
          'Objects of the attacker begin inside of the gap.',
          '>>>\nendobj\n5 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n9 0 obj<</X<',
        ],
        ['other letters than hex digits', 'Lenient readers skip them, strict ones stop.', 'ZZZZ(900 Euro)ZZZZ'],
      ] as const
    ).map(
      ([name, gain, hidden]): Attack => ({
        name,
        gain,
        make: ({ signed }) => overwritten(signed, endOfValue, `${hidden}${'0'.repeat(400 - hidden.length)}>`),
      }),
    ),
    {
      name: 'bytes behind the value instead of zeros',
      gain: 'The padding carries data that no digest covers.',
      make: ({ signed }) =>
        overwritten(signed, endOfValue, `${Buffer.from('5 0 obj').toString('hex').padEnd(400, 'ab')}>`),
    },
    {
      name: 'a second CMS behind the first',
      gain: 'Readers that take the last structure verify another signature.',
      make: ({ signed }) => {
        const { a } = partsOf(signed);
        const value = signed.toString('latin1', a + 1, a + 101);
        return overwritten(signed, endOfValue, `${value.padEnd(400, '0')}>`);
      },
    },
    {
      name: 'value as literal string',
      gain: 'A literal string may hold parentheses and escapes that readers count differently.',
      make: ({ signed }) => {
        const { a, b } = partsOf(signed);
        const out = Buffer.from(signed);
        out.write('(', a, 'latin1');
        out.write(')', b - 1, 'latin1');
        return out;
      },
    },
  ],
};

/** CMS structures that prove less than they seem to. */
export const cmsTricks: AttackClass = {
  name: 'weak or contradictory CMS',
  attacks: [
    cms('SHA-1', 'Another document with the same digest can be made.', { hash: 'sha1' }),
    cms('MD5', 'Another document with the same digest can be made in seconds.', { hash: 'md5' }),
    cms('digest of other bytes', 'The signature is genuine, but for another document.', {
      digested: Buffer.from('anderes'),
    }),
    cms('no signed attributes', 'A signature over raw bytes can be taken for one over attributes.', {
      attributes: 'none',
    }),
    cms('signed attributes without digest', 'Nothing binds the document to the signature.', {
      attributes: 'without-digest',
    }),
    cms('no signing certificate attribute', 'The certificate can be exchanged for another one of the same key.', {
      attributes: 'without-certificate',
    }),
    cms('attribute names another certificate', 'Who signed is contradictory.', { named: impostor }),
    cms('two signers', 'Readers show the first, the second or both.', {
      others: [impostor],
      enclosed: [victim, impostor],
    }),
    cms('signer not enclosed', 'The reader shows whatever certificate it finds.', { enclosed: [impostor] }),
    cms('an impostor of the same name', 'The name is right, nobody vouches for it.', { signer: impostor }),
    cms('certificate made for time-stamps', 'A key for another purpose signs documents.', { signer: clock }),
    cms('attached content, matching nothing', 'Readers that verify the attached content see a genuine signature.', {
      attached: Buffer.from('anderes'),
      digested: Buffer.from('anderes'),
    }),
    cms('attached content beside a right digest', 'What is signed is said twice, differently.', {
      attached: Buffer.from('anderes'),
    }),
    cms('other content type', 'The signature says that it signs something else than data.', {
      contentType: '1.2.840.113549.1.9.16.1.4',
    }),
    cms('value of wrong length', 'A short value may be padded by lenient readers.', {
      spoil: (value) => value.subarray(1),
    }),
    cms('value of zeros', 'Zero to the power of anything is zero.', { spoil: (value) => new Uint8Array(value.length) }),
    cms('zero byte before the value', 'The same number written differently gives the signature a second form.', {
      spoil: (value) => Uint8Array.of(0, ...value),
    }),
    made('time-stamp token as signature', "A token of a foreign clock passes for a person's signature.", {
      cms: { signer: clock, contentType: '1.2.840.113549.1.9.16.1.4', attached: Buffer.from('x') },
    }),
    made('signature called time-stamp', "A person's signature passes for a proof of time.", {
      subFilter: 'ETSI.RFC3161',
    }),
  ],
};
