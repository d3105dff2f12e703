import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { inspectPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { certify, craftSignature } from '../../../attacks/craft.ts';
import { letter, letterBodies } from '../../../attacks/letter.ts';
import { judge, signBytes, stampBytes, testFont, testKey } from '../../../fixtures/pdf/sign-with.ts';

const key = testKey('rsa');
const tooLate = new AppError('pdf-certify-too-late');
const forbidden = new AppError('pdf-changes-forbidden');
const seed = (mdp: string): Buffer =>
  letter({ 17: letterBodies()[17]!.replace('/F 4', `/F 4/SV<</MDP<</P ${mdp}>>>>`) });

test.each([1, 2, 3] as const)(
  'P124: a certification at level %i is valid, named in the catalog and told',
  async (level) => {
    for (const form of ['table', 'stream', 'hybrid'] as const) {
      const certified = await signBytes(letter({}, form), key, { certify: level });
      expect(inspectPdf(bytesSource(certified)).certified).toBe(level);
      expect(judge(certified)).toMatchObject({ verdict: 'valid', warnings: [], signatures: [{ certifies: level }] });
    }
  },
);

test('P124: what the level leaves open is allowed afterwards, everything else is refused before a byte is written', async () => {
  const [none, fill, annotate] = await Promise.all(
    ([1, 2, 3] as const).map((level) => signBytes(letter(), key, { certify: level })),
  );
  await expect(signBytes(none!, key)).rejects.toThrow(forbidden);
  expect(() => stampBytes(none!)).toThrow(forbidden);
  expect(() => stampBytes(fill!)).toThrow(forbidden);
  const signedAgain = await signBytes(fill!, key, { field: 'Leitung', visible: { font: testFont } });
  expect(judge(signedAgain)).toMatchObject({ verdict: 'valid', signatures: [{ certifies: null }, { certifies: 2 }] });
  expect(judge(await signBytes(stampBytes(annotate!), key)).verdict).toBe('valid');
});

test('P125: only the first signature can certify, whoever made the earlier one', async () => {
  const earlier = [
    await signBytes(letter(), key),
    await signBytes(letter(), key, { certify: 3 }),
    craftSignature(letter()),
    certify(letter(), 2),
    // A certification that the catalog names although no field leads to it.
    letter({ 1: letterBodies()[1]!.replace('<<', '<</Perms<</DocMDP 40 0 R>>'), 40: '<</Type/Sig>>' }),
    // A signature that only the page shows.
    letter({
      3: letterBodies()[3]!.replace('/Annots[', '/Annots[20 0 R '),
      20: '<</Type/Annot/Subtype/Widget/FT/Sig/T(x)/V 40 0 R/Rect[0 0 0 0]>>',
      40: '<</Type/Sig>>',
    }),
  ];
  for (const file of earlier) await expect(signBytes(file, key, { certify: 2 })).rejects.toThrow(tooLate);
});

test('P126: a field that asks for a certification gets that one, one that asks for an approval gets none', async () => {
  const at = (level?: 1 | 2 | 3) => ({ field: 'Leitung', ...(level === undefined ? {} : { certify: level }) });
  expect(judge(await signBytes(seed('2'), key, at(2))).signatures).toMatchObject([{ certifies: 2, verdict: 'valid' }]);
  expect(judge(await signBytes(seed('0'), key, at())).verdict).toBe('valid');
  const refused = new AppError('pdf-seed-value-forbids');
  await expect(signBytes(seed('2'), key, at())).rejects.toThrow(refused);
  await expect(signBytes(seed('2'), key, at(3))).rejects.toThrow(refused);
  await expect(signBytes(seed('0'), key, at(1))).rejects.toThrow(refused);
});

test('P126: beside a certification the lock of the field stays in force', async () => {
  const lock = '/Lock<</Type/SigFieldLock/Action/Include/Fields[(Betrag)]>>';
  const file = letter({ 17: letterBodies()[17]!.replace('/F 4', `/F 4${lock}`) });
  const text = (await signBytes(file, key, { field: 'Leitung', certify: 3 })).toString('latin1');
  expect(text).toMatch(/\/TransformMethod \/FieldMDP[\s\S]*\/TransformMethod \/DocMDP/);
});
