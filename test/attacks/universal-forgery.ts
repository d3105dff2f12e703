import { type Attack, type AttackClass, overwritten, partsOf } from './attack.ts';

const range = /\/ByteRange ?\[[^\]]*\]/;
const contents = /\/Contents ?<[0-9a-fA-F]*>/;

/** Another sum in the signed bytes, and a signature dictionary that leaves the reader nothing to check it by. */
function forged(name: string, gain: string, from: RegExp, to: string | ((file: Buffer) => string)): Attack {
  return {
    name,
    gain,
    make: ({ signed }) => {
      const changed = overwritten(signed, 'betraegt 100', 'betraegt 900');
      return overwritten(changed, from, typeof to === 'string' ? to : to(signed));
    },
  };
}

/** USF: the verifier fails on a strange dictionary and reports the last good thing it knew. */
export const universalForgery: AttackClass = {
  name: 'universal forgery (USF)',
  attacks: [
    forged('no /ByteRange', 'A reader that has no range to digest may skip the check.', range, ''),
    forged('/ByteRange null', 'A null range may count as "everything in order".', range, '/ByteRange null'),
    forged('/ByteRange empty', 'Digesting no parts gives no contradiction.', range, '/ByteRange []'),
    forged('/ByteRange all zero', 'Only an empty text is digested.', range, '/ByteRange [0 0 0 0]'),
    forged('three numbers', 'The second part is lost in reading and may be skipped.', range, (file) => {
      const { a, b } = partsOf(file);
      return `/ByteRange [0 ${a} ${b}]`;
    }),
    forged('six numbers', 'A third part of no length may upset the loop that digests.', range, (file) => {
      const { a, b, c } = partsOf(file);
      return `/ByteRange [0 ${a} ${b} ${c} 0 0]`;
    }),
    forged('negative length', 'A negative length may wrap around to nothing.', range, '/ByteRange [0 -1 0 -1]'),
    forged(
      'negative start',
      'A negative start may be cut to 0 and hide what is covered.',
      range,
      '/ByteRange [-9 9 9 9]',
    ),
    forged('parts overlap', 'The gap has a negative size, so any bytes fit.', range, (file) => {
      const { a, b, c } = partsOf(file);
      return `/ByteRange [0 ${b} ${a} ${c}]`;
    }),
    forged('numbers beyond the file', 'Reading beyond the end may yield an empty digest.', range, () => {
      return '/ByteRange [0 999999999 999999999 9]';
    }),
    forged('huge numbers', 'Numbers beyond 2^53 may overflow.', range, '/ByteRange [0 9e18 99999999999999999 9]'),
    forged('strings as numbers', 'A wrong type may be read as 0.', range, '/ByteRange [(0)(9)(9)(9)]'),
    forged(
      'reals',
      'Fractions may be rounded differently by check and display.',
      range,
      '/ByteRange [0.5 9.5 20.5 9.5]',
    ),
    forged('a name as range', 'A wrong type may stop the check early.', range, '/ByteRange /All'),
    forged('reference to nothing', 'The range resolves to null.', range, '/ByteRange 59 0 R'),
    forged('starts behind the header', 'The head of the file is free to change.', range, (file) => {
      const { a, b, c } = partsOf(file);
      return `/ByteRange [9 ${a - 9} ${b} ${c}]`;
    }),
    forged(
      'key in other case',
      '/Byterange is no /ByteRange, only some readers think so.',
      /\/ByteRange/,
      '/Byterange',
    ),
    forged('no /Contents', 'Without a signature value there is nothing to contradict.', contents, ''),
    forged('/Contents null', 'A null value may count as not yet checked.', contents, '/Contents null'),
    forged('/Contents empty', 'An empty value may be skipped.', contents, '/Contents <>'),
    forged(
      '/Contents one zero byte',
      'A value of one byte may end the parser without an error.',
      contents,
      '/Contents <00>',
    ),
    forged(
      '/Contents all zero',
      'Padding alone may parse as an empty structure.',
      /<30[0-9a-fA-F]{400}/,
      `<${'0'.repeat(402)}`,
    ),
    forged('/Contents a name', 'A wrong type may be taken as absent.', contents, '/Contents /Nichts'),
    forged('/Contents an array', 'A wrong type may be taken as absent.', contents, '/Contents [<30>]'),
    forged('/Contents reference to nothing', 'The value resolves to null.', contents, '/Contents 59 0 R'),
    forged(
      'unknown /SubFilter',
      'An unknown format may be displayed as signed.',
      /ETSI\.CAdES\.detached/,
      'ETSI.XAdES',
    ),
    forged(
      'no /SubFilter',
      'Without a format the reader may guess a lenient one.',
      /\/SubFilter ?\/ETSI\.CAdES\.detached/,
      '',
    ),
    forged(
      'old raw format',
      'adbe.x509.rsa_sha1 has no signed attributes.',
      /ETSI\.CAdES\.detached/,
      'adbe.x509.rsa_sha1',
    ),
    forged(
      'SHA-1 over the content',
      'adbe.pkcs7.sha1 signs a digest that others can collide.',
      /ETSI\.CAdES\.detached/,
      'adbe.pkcs7.sha1',
    ),
  ],
};
