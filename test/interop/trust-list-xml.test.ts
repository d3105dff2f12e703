import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSignedXml } from '../../server/trust/open-signed-xml.ts';
import { makeIdentity } from '../fixtures/trust/make-certificate.ts';
import { listXml } from '../fixtures/trust/make-list.ts';
import { signXml } from '../fixtures/trust/sign-list.ts';

const version = spawnSync('xmlsec1', ['--version']).stdout?.toString().trim() ?? '';
if (!version)
  console.warn('SKIPPED LOUDLY: xmlsec1 is not installed, nobody else checks the signatures of trusted lists.');
else console.info(version);

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-xmlsec-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Buffer) => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;

const signers = { ec: makeIdentity({ name: 'Aufsicht EC' }), rsa: makeIdentity({ name: 'Aufsicht RSA', kind: 'rsa' }) };
const list = listXml({
  territory: 'DE',
  services: [
    {
      type: 'CA/QC',
      certificate: signers.ec.certificate,
      periods: [{ status: 'granted', from: '2016-07-01T00:00:00Z', uses: ['ForeSignatures'] }],
    },
  ],
});
const idOf = ['--id-attr:Id', 'http://uri.etsi.org/02231/v2#:TrustServiceStatusList'];

test.skipIf(!version).each(['ec', 'rsa'] as const)(
  'P80: xmlsec1 accepts the lists that the tests make: %s',
  async (kind) => {
    const signed = file(`made-${kind}.xml`, await signXml(list, signers[kind]));
    const trusted = file(`${kind}.pem`, pem(signers[kind].certificate));
    const words = ['--verify', '--enabled-key-data', 'x509,raw-x509-cert', '--trusted-pem', trusted, ...idOf, signed];
    const { status, stderr } = spawnSync('xmlsec1', words);
    expect(stderr.toString()).toMatch(/OK|succeeded/i);
    expect(status).toBe(0);
  },
);

const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';

/** What xmlsec1 fills in; with the signed properties of XAdES as trusted lists carry them. */
function template(method: string, form: string, { uri = '', prefixes = '' } = {}): string {
  const inclusive = prefixes ? `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${prefixes}"/>` : '';
  const digest = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/>';
  return `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="sig"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${form}"/><ds:SignatureMethod Algorithm="${method}"/>
<ds:Reference URI="${uri}"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="${form}">${inclusive}</ds:Transform></ds:Transforms>${digest}</ds:Reference>
<ds:Reference URI="#props" Type="http://uri.etsi.org/01903#SignedProperties"><ds:Transforms><ds:Transform Algorithm="${form}"/></ds:Transforms>${digest}</ds:Reference>
</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#sig"><xades:SignedProperties Id="props"><xades:SignedSignatureProperties><xades:SigningTime>2026-11-01T08:00:00Z</xades:SigningTime></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>`;
}

function signedByXmlsec(kind: 'ec' | 'rsa', name: string, content: string): string {
  const key = file(`${kind}.key`, signers[kind].key.export({ type: 'pkcs8', format: 'pem' }));
  const certificate = file(`${kind}.crt`, pem(signers[kind].certificate));
  const [input, output] = [file(`${name}.xml`, content), path.join(folder, `${name}.signed.xml`)];
  const ids = [...idOf, '--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
  execFileSync('xmlsec1', ['--sign', '--privkey-pem', `${key},${certificate}`, ...ids, '--output', output, input], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return execFileSync('cat', [output]).toString();
}

const odd = list.replace(
  '<SchemeTerritory>DE',
  '<x:odd xmlns:x="urn:x" xmlns:unused="urn:unused" xml:lang="de" b="2" x:a="&lt;&quot;\t&#10;&amp;" a="ä">\r\n<![CDATA[<cdata> & co]]><inner xmlns="">]]&gt; 𝔄</inner><?pi some data?></x:odd><SchemeTerritory>DE',
);

test.skipIf(!version).each([
  ['RSA, exclusive', 'rsa', `${more}rsa-sha256`, exclusive, {}],
  ['RSA-SHA-512, inclusive', 'rsa', `${more}rsa-sha512`, c14n, {}],
  ['ECDSA, exclusive', 'ec', `${more}ecdsa-sha256`, exclusive, {}],
  ['ECDSA, inclusive, by Id', 'ec', `${more}ecdsa-sha256`, c14n, { uri: '#TSL-DE' }],
  ['a list of prefixes', 'ec', `${more}ecdsa-sha256`, exclusive, { prefixes: 'ns3 unused #default' }],
] as const)(
  'P80: what xmlsec1 signs is verified, XAdES properties, CDATA and odd namespaces included: %s',
  (name, kind, method, form, options) => {
    const wrapped = odd.replace(
      '</TrustServiceStatusList>',
      `${template(method, form, options)}</TrustServiceStatusList>`,
    );
    const signed = signedByXmlsec(kind, name.replace(/\W+/g, '-'), wrapped);
    const pinned = [new X509Certificate(signers[kind].certificate)];
    expect(openSignedXml(signed, pinned).root.getAttribute('Id')).toBe('TSL-DE');
    const changed = signed.replace('2026-11-01T08:00:00Z', '2026-11-02T08:00:00Z');
    expect(() => openSignedXml(changed, pinned)).toThrow('trust-list-signature-invalid');
    const altered = signed.replace('some data', 'other data');
    expect(() => openSignedXml(altered, pinned)).toThrow('trust-list-signature-invalid');
  },
);
