import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ContainerVerdict, validateContainer } from '../../../shared/asic/validate-container.ts';
import { AppError } from '../../../shared/errors.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { impostor } from '../../attacks/keys.ts';
import { cadesParts, letters, makeContainer, mimetype, xadesPart } from '../../fixtures/asic/make-container.ts';
import { makeZip, type ZipPart } from '../../fixtures/asic/make-zip.ts';
import { testAnchor, testDigest, testTime } from '../../fixtures/pdf/sign-with.ts';

function judge(bytes: Uint8Array): Promise<ContainerVerdict> {
  return validateContainer({ source: bytesSource(bytes), makeDigest: testDigest, trust: [testAnchor], at: testTime });
}

const text = (value: string): Uint8Array => Buffer.from(value);
const names = letters.map(({ name }) => name);
const forms: readonly (readonly [string, (files: readonly ZipPart[]) => readonly ZipPart[]])[] = [
  ['CAdES', (files) => cadesParts(files)],
  ['XAdES', (files) => [xadesPart(files)]],
];

describe.each(forms)('%s in a container', (form, signed) => {
  test('P110: a genuine signature over all files is valid, and says which files it covers', async () => {
    const result = await judge(makeContainer([...letters, ...signed(letters)]));
    expect(result).toMatchObject({
      verdict: 'valid',
      signatures: [{ format: form, verdict: 'valid', reason: null, level: 'B-B', covers: names }],
      files: names.map((name) => ({ name, isCovered: true })),
    });
  });

  test('P110: a file that nobody signed leaves the container open and is named', async () => {
    const added = { name: 'Vollmacht.pdf', bytes: text('%PDF-1.7 Vollmacht') };
    const result = await judge(makeContainer([...letters, added, ...signed(letters)]));
    expect(result.verdict).toBe('indeterminate');
    expect(result.signatures[0]!.verdict).toBe('valid');
    expect(result.files.filter(({ isCovered }) => !isCovered).map(({ name }) => name)).toEqual(['Vollmacht.pdf']);
  });

  test('P110: a file hidden among those of the container counts as one that nobody signed', async () => {
    const hidden = { name: 'META-INF/Vollmacht.pdf', bytes: text('x') };
    expect((await judge(makeContainer([...letters, hidden, ...signed(letters)]))).verdict).toBe('indeterminate');
  });

  test('P110: a changed file makes the signature invalid, and it covers nothing any more', async () => {
    const changed = letters.with(0, { name: 'Antrag.pdf', bytes: text('%PDF-1.7 Abtrag') });
    const result = await judge(makeContainer([...changed, ...signed(letters)]));
    expect(result).toMatchObject({ verdict: 'invalid', signatures: [{ reason: 'digest-mismatch' }] });
    expect(result.files.every(({ isCovered }) => !isCovered)).toBe(true);
  });

  test('P110: a removed file makes the signature invalid', async () => {
    const result = await judge(makeContainer([letters[1]!, ...signed(letters)]));
    expect(result.signatures[0]).toMatchObject({ verdict: 'invalid', reason: 'file-missing' });
  });

  test('P110: one flipped byte of a signed file or of what signs it is never valid', async () => {
    const parts = [...letters, ...signed(letters)].map((part) => ({ ...part, stored: true }));
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, at, mask) => {
        const { bytes } = parts[which]!;
        const spoilt = Buffer.from(bytes);
        spoilt[at % bytes.length]! ^= mask;
        const result = await judge(makeContainer(parts.with(which, { ...parts[which]!, bytes: spoilt })));
        // White space between elements and the declaration are part of no XAdES signature.
        const isOutside = form === 'XAdES' && which === 2 && result.verdict === 'valid' && at % bytes.length < 120;
        expect(result.verdict !== 'valid' || isOutside).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('P111: a reference taken out of the manifest breaks the signature over it', async () => {
  const [manifest, signature] = cadesParts(letters);
  const shorter = text(
    Buffer.from(manifest!.bytes)
      .toString()
      .replace(/<asic:DataObjectReference URI="Anlagen.*?<\/asic:DataObjectReference>/, ''),
  );
  const result = await judge(makeContainer([...letters, { ...manifest!, bytes: shorter }, signature!]));
  expect(result).toMatchObject({ verdict: 'invalid', signatures: [{ reason: 'digest-mismatch' }] });
});

test('P111: signatures without a manifest, and manifests without a signature, are invalid', async () => {
  const [manifest, signature] = cadesParts(letters);
  expect((await judge(makeContainer([...letters, signature!]))).signatures[0]).toMatchObject({
    verdict: 'invalid',
    reason: 'manifest-missing',
  });
  expect((await judge(makeContainer([...letters, manifest!]))).signatures[0]).toMatchObject({
    verdict: 'invalid',
    reason: 'file-missing',
  });
  expect((await judge(makeContainer(letters))).verdict).toBe('none');
});

test('P111: two signatures may cover different files', async () => {
  const [one, two] = letters;
  const result = await judge(makeContainer([...letters, ...cadesParts([one!]), ...cadesParts([two!], '002')]));
  expect(result).toMatchObject({ verdict: 'valid', signatures: [{ covers: [names[0]] }, { covers: [names[1]] }] });
});

describe('P112: signature wrapping and its kin', () => {
  const wish: readonly (readonly [string, Parameters<typeof xadesPart>[1], string])[] = [
    ['properties of the same id beside the signature', { before: '<a Id="props"/>' }, 'signature-wrapped'],
    [
      'a signature inside another element',
      { rewrite: (xml) => xml.replace('<ds:Object>', '<ds:Object><b><ds:Signature/></b></ds:Object><ds:Object>') },
      'signature-wrapped',
    ],
    [
      'properties of another signature',
      { rewrite: (xml) => xml.replace('Target="#sig"', 'Target="#x"') },
      'signature-wrapped',
    ],
    [
      'the properties moved out of the signature',
      {
        rewrite: (xml) => {
          const object = /<ds:Object>.*<\/ds:Object>/s.exec(xml)![0];
          return xml.replace(object, '').replace('</asic:XAdESSignatures>', `${object}</asic:XAdESSignatures>`);
        },
      },
      'signature-wrapped',
    ],
    ['an address outside', { more: '<ds:Reference URI="https://example.org/x"></ds:Reference>' }, 'reference-outside'],
    ['a place above the container', { more: '<ds:Reference URI="../x"></ds:Reference>' }, 'reference-outside'],
    ['an element as content', { more: '<ds:Reference URI="#sig"></ds:Reference>' }, 'reference-outside'],
    ["another person's certificate named", { named: impostor }, 'certificate-mismatch'],
    [
      'another signature value',
      { rewrite: (xml) => xml.replace(/(<ds:SignatureValue>.{20})./s, (_, kept: string) => `${kept}A`) },
      'signature-value-wrong',
    ],
  ];
  test.each(wish)('%s', async (_name, change, reason) => {
    const [signature] = (await judge(makeContainer([...letters, xadesPart(letters, change)]))).signatures;
    expect(signature).toMatchObject({ verdict: 'invalid', reason });
  });

  test('a DOCTYPE is never read', async () => {
    const rewrite = (xml: string) => xml.replace('?>\n', '?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>');
    const [signature] = (await judge(makeContainer([...letters, xadesPart(letters, { rewrite })]))).signatures;
    expect(signature).toMatchObject({ verdict: 'invalid', reason: 'cms-damaged' });
  });

  test('a signature by somebody unknown stays open', async () => {
    const [signature] = (await judge(makeContainer([...letters, xadesPart(letters, { signer: impostor })]))).signatures;
    expect(signature).toMatchObject({ verdict: 'indeterminate', reason: 'chain-untrusted' });
  });
});

describe('P113: containers that are not opened', () => {
  const good = [...letters, ...cadesParts(letters)];
  const zeros = new Uint8Array(8 * 1024 * 1024);
  const bad: readonly (readonly [string, () => Buffer, string])[] = [
    ['a name twice', () => makeContainer([...good, letters[0]!]), 'container'],
    ['a name that leads outside', () => makeContainer([...good, { name: '../x', bytes: text('x') }]), 'container'],
    ['an absolute name', () => makeContainer([...good, { name: '/etc/x', bytes: text('x') }]), 'container'],
    ['a name with backslashes', () => makeContainer([...good, { name: '..\\x', bytes: text('x') }]), 'container'],
    ['a link', () => makeContainer([...good, { name: 'x', bytes: text('/etc'), mode: 0o120777 }]), 'container-unsafe'],
    ['a bomb', () => makeContainer([...good, { name: 'x', bytes: zeros }]), 'container-unsafe'],
    [
      'a bomb that states a harmless size',
      () => makeContainer([...cadesParts([{ name: 'x', bytes: zeros }]), { name: 'x', bytes: zeros, statedBytes: 9 }]),
      'container',
    ],
    [
      'too many entries',
      () => makeContainer(Array.from({ length: 10_001 }, (_, n) => ({ name: `f${n}`, bytes: text(''), stored: true }))),
      'container-unsafe',
    ],
    ['mimetype not first', () => makeZip([...good, mimetype]), 'container-type-unknown'],
    ['mimetype deflated', () => makeZip([{ ...mimetype, stored: false }, ...good]), 'container-type-unknown'],
    [
      'another type',
      () => makeZip([{ ...mimetype, bytes: text('application/epub+zip') }, ...good]),
      'container-type-unknown',
    ],
    ['bytes before it', () => Buffer.concat([text('x'), makeContainer(good)]), 'container'],
    ['cut off', () => makeContainer(good).subarray(0, 400), 'container-damaged'],
    ['no container', () => Buffer.from('PK\x03\x04'), 'container-damaged'],
  ];
  test.each(bad)('%s', async (_name, make, code) => {
    const error = await judge(make()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toMatch(new RegExp(`^${code}`));
  });

  test('whatever is damaged ends with a code or a verdict, never with a raw exception', async () => {
    const whole = makeContainer(good);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (edits) => {
          const spoilt = Buffer.from(whole);
          for (const [at, value] of edits) spoilt[at] = value;
          const result = await judge(spoilt).catch((error: unknown) => error);
          expect(result instanceof AppError || (result as ContainerVerdict).files !== undefined).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});
