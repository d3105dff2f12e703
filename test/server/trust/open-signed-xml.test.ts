import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSignedXml } from '../../../server/trust/open-signed-xml.ts';
import { errorCode } from '../../../shared/errors.ts';
import { makeIdentity } from '../../fixtures/trust/make-certificate.ts';
import { listXml } from '../../fixtures/trust/make-list.ts';
import { signXml } from '../../fixtures/trust/sign-list.ts';

const ec = makeIdentity({ name: 'Aufsicht EC' });
const rsa = makeIdentity({ name: 'Aufsicht RSA', kind: 'rsa' });
const stranger = makeIdentity({ name: 'Fremd' });
const pinned = [ec, rsa].map(({ certificate }) => new X509Certificate(certificate));
const list = listXml({ territory: 'DE', services: [] });
const signed = await signXml(list, ec);

function outcome(xml: string, signers = pinned): string {
  try {
    const { root } = openSignedXml(xml, signers);
    return `${root.localName} ${root.getAttribute('Id')}`;
  } catch (error) {
    return errorCode(error);
  }
}

test.each([
  ['ECDSA, URI=""', ec, {}],
  ['RSA, URI=""', rsa, {}],
  ['RSA with SHA-512', rsa, { hash: 'SHA-512' }],
  ['the Id of the root', ec, { uri: '#TSL-DE' }],
  ['Canonical XML 1.0', rsa, { transforms: ['enveloped', 'c14n'] }],
] as const)('P80: a list signed by a pinned certificate is read: %s', async (_name, signer, options) => {
  expect(outcome(await signXml(list, signer, options))).toBe('TrustServiceStatusList TSL-DE');
});

test.each(['SHA-256', 'SHA-384', 'SHA-512'] as const)(
  'P80: a list that a stranger signed by RSA-PSS with %s is read, a changed one is not',
  async (hash) => {
    const made = await signXml(list, rsa, { pss: true, hash });
    expect(made).toContain(`2007/05/xmldsig-more#${hash.toLowerCase().replace('-', '')}-rsa-MGF1`);
    expect(outcome(made)).toBe('TrustServiceStatusList TSL-DE');
    expect(outcome(made.replace('>DE<', '>FR<'))).toBe('trust-list-signature-invalid');
    // The same value under the name of the older padding.
    expect(outcome(made.replace(/2007\/05\/xmldsig-more#sha(\d+)-rsa-MGF1/, '2001/04/xmldsig-more#rsa-sha$1'))).toBe(
      'trust-list-signature-invalid',
    );
  },
);

test('P80: RSA-PSS with another length of the salt than the method says is a wrong signature', async () => {
  const made = await signXml(list, rsa, { pss: true, saltBytes: 20 });
  expect(outcome(made)).toBe('trust-list-signature-invalid');
});

test('P80: the signature is not part of what is read', () => {
  expect(openSignedXml(signed, pinned).root.getElementsByTagName('*').length).toBeGreaterThan(10);
  expect(
    openSignedXml(signed, pinned).root.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', '*').length,
  ).toBe(0);
});

test('P80: a comment changes neither the signature nor what is read', () => {
  expect(outcome(signed.replace('<SchemeTerritory>DE', '<SchemeTerritory>D<!-- x -->E'))).toMatch(/^TrustService/);
});

test('P80: one changed character is a wrong signature', () => {
  expect(outcome(signed.replace('>DE<', '>FR<'))).toBe('trust-list-signature-invalid');
  expect(outcome(signed.replace(/<ds:SignatureValue>..../, '<ds:SignatureValue>AAAA'))).toBe(
    'trust-list-signature-invalid',
  );
});

test('P80: who is not pinned signs nothing, whatever certificate the list brings along', async () => {
  expect(outcome(await signXml(list, stranger))).toBe('trust-list-signer-unknown');
  expect(outcome(signed, [])).toBe('trust-list-signer-unknown');
  // A stranger's value beside the certificate of the pinned one.
  const forged = await signXml(list, stranger);
  const swapped = forged.replace(
    /<ds:X509Certificate>[^<]+/,
    `<ds:X509Certificate>${ec.certificate.toString('base64')}`,
  );
  expect(outcome(swapped)).toBe('trust-list-signature-invalid');
});

test('P80: a signature without a certificate counts only where one signer is pinned', async () => {
  const bare = await signXml(list, ec, { bare: true });
  expect(outcome(bare, [pinned[0]!])).toMatch(/^TrustService/);
  expect(outcome(bare)).toBe('trust-list-signer-unknown');
});

test('P80: SHA-1 and unknown transforms are refused', async () => {
  expect(outcome(await signXml(list, rsa, { hash: 'SHA-1' }))).toBe('trust-list-signature-invalid');
  expect(outcome(signed.replace('xmldsig#enveloped-signature', 'xmldsig#base64'))).toBe('trust-list-signature-invalid');
  const xpath = signed.replace(
    /(<ds:Transform [^>]*)\/>/,
    '$1><XPath xmlns="http://www.w3.org/2000/09/xmldsig#">1</XPath></ds:Transform>',
  );
  expect(xpath).not.toBe(signed);
  expect(outcome(xpath)).toBe('trust-list-signature-invalid');
});

const signature = /<ds:Signature[ >][\s\S]*<\/ds:Signature>/.exec(signed)![0];
const evil = listXml({ territory: 'FR', services: [] });
const insert = (into: string, what: string) =>
  into.replace('</TrustServiceStatusList>', `${what}</TrustServiceStatusList>`);
const body = (xml: string) => xml.replace(/^<\?xml[^>]*>\s*/, '');

test.each([
  ['the signed list inside another one', insert(evil, body(signed))],
  [
    'the signed list inside an Object of the signature in another one',
    insert(evil, signature.replace('</ds:Signature>', `<ds:Object>${body(list)}</ds:Object></ds:Signature>`)),
  ],
  ['the signature of one list in another', insert(evil, signature)],
  ['a second signature', insert(signed, signature)],
  [
    'a signature in a child of the root',
    signed.replace(signature, '').replace('</SchemeInformation>', `${signature}</SchemeInformation>`),
  ],
  [
    'a reference to a copy of the root by its Id',
    insert(
      evil,
      signature
        .replace('URI=""', 'URI="#TSL-DE"')
        .replace('</ds:Signature>', `<ds:Object>${body(list)}</ds:Object></ds:Signature>`),
    ),
  ],
  ['two elements with one Id', signed.replace('<SchemeInformation>', '<SchemeInformation Id="TSL-DE">')],
  ['a second root reference', signed.replace(/(<ds:Reference[\s\S]*?<\/ds:Reference>)/, '$1$1')],
  ['no reference at all', signed.replace(/<ds:Reference[\s\S]*?<\/ds:Reference>/, '')],
  ['an instruction beside the root', signed.replace('<TrustServiceStatusList', '<?show me?><TrustServiceStatusList')],
  ['no signature', list],
])('P81: signature wrapping has no room: %s', (_name, xml) => {
  expect(outcome(xml)).toBe('trust-list-signature-invalid');
});

test.each([
  ['a DOCTYPE', list.replace('<Trust', '<!DOCTYPE TrustServiceStatusList><Trust')],
  [
    'an entity',
    list.replace('<Trust', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Trust').replace('>DE<', '>&e;<'),
  ],
  ['101 levels', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`],
  ['an unknown entity', list.replace('>DE<', '>&e;<')],
  ['an unbound prefix', list.replace('<SchemeTerritory', '<x:y/><SchemeTerritory')],
  ['two roots', `${list}<a/>`],
  ['a cut', list.slice(0, 900)],
  ['nothing', ''],
  ['no XML', 'Guten Tag'],
  ['more than 48 million characters', `<a>${' '.repeat(48 * 1024 * 1024)}</a>`],
])('P81: before a tree is built the document is refused: %s', (_name, xml) => {
  expect(outcome(xml)).toBe('trust-list-damaged');
});
