import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Document, Element } from '@xmldom/xmldom';
import { AppError } from '../errors.ts';
import { type Certificate, readCertificate } from '../pdf/sign/certificate.ts';
import { derSequence, derUnsigned, equalBytes } from '../pdf/sign/der.ts';
import { type HashName, hashBytes } from '../pdf/sign/hash-bytes.ts';
import { type CheckedSignature, joinStores, unreadSignature } from '../pdf/validate/check-detached.ts';
import { cmsStore } from '../pdf/validate/cms-store.ts';
import type { Finding } from '../pdf/validate/judged.ts';
import type { Reason } from '../pdf/validate/reason.ts';
import { readTimestamp } from '../pdf/validate/verify-timestamp.ts';
import { type SignatureScheme, verifyDigest } from '../pdf/validate/verify-value.ts';
import { type CanonicalForm, canonicalXml } from '../xml/canonical-xml.ts';
import { childOf, childrenOf, elementsIn, parseXml, textIn } from '../xml/parse-xml.ts';
import { utf8Text } from '../xml/utf8-text.ts';
import type { FileReference } from './read-manifest.ts';
import { unsignedProperties, xadesStore } from './xades-store.ts';
import { base64In, fileOfUri, namespaces, saidDigest } from './xml-words.ts';

const { ds, xades, asic } = namespaces;
const odf = 'urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0';
const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties';
const inclusive = ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2006/12/xml-c14n11'];
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

const rsa = (hash: HashName): SignatureScheme => ({ scheme: 'rsa', hash });
const ecdsa = (hash: HashName): SignatureScheme => ({ scheme: 'ecdsa', hash });
const pss = (hash: HashName, saltBytes: number): SignatureScheme => ({
  scheme: 'pss',
  hash,
  pss: { hash, maskHash: hash, saltBytes },
});
const methods: Readonly<Record<string, SignatureScheme>> = {
  [`${ds}rsa-sha1`]: rsa('sha1'),
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': rsa('sha256'),
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': rsa('sha384'),
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': rsa('sha512'),
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': pss('sha256', 32),
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': pss('sha384', 48),
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': pss('sha512', 64),
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': ecdsa('sha256'),
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': ecdsa('sha384'),
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': ecdsa('sha512'),
};

/** A XAdES signature whose own mathematics has been checked, and the files that it names but that are not checked yet. */
export type CheckedXades = { readonly checked: CheckedSignature; readonly references: readonly FileReference[] };

/** Ends the judging of one signature with what is wrong. */
class Wrong extends Error {
  readonly finding: Finding;

  constructor(verdict: 'invalid' | 'indeterminate', reason: Reason) {
    super(reason);
    this.finding = { verdict, reason };
  }
}

/**
 * Checks the signatures of a `META-INF/*signatures*.xml` (ETSI EN 319 132-1, B-B to B-LT). Signature wrapping has no room:
 * signatures stand directly below the root, no id stands twice, and a reference is either a whole file of the container
 * without transforms or the signature's own SignedProperties.
 */
export function checkXadesFile(bytes: Uint8Array): readonly CheckedXades[] {
  const document = documentOf(bytes);
  const root = document?.documentElement;
  if (!document || !root) return [failed({ verdict: 'invalid', reason: 'cms-damaged' })];
  const isSignature = (element: Element) => element.namespaceURI === ds && element.localName === 'Signature';
  const isList =
    (root.namespaceURI === asic && root.localName === 'XAdESSignatures') ||
    (root.namespaceURI === odf && root.localName === 'document-signatures');
  const signatures = isList ? elementsIn(root).filter(isSignature) : isSignature(root) ? [root] : [];
  const everywhere = Array.from(document.getElementsByTagNameNS(ds, 'Signature'));
  if (signatures.length === 0) return [failed({ verdict: 'indeterminate', reason: 'format-unsupported' })];
  if (everywhere.length !== signatures.length || hasDoubleId(document))
    return signatures.map(() => failed({ verdict: 'invalid', reason: 'signature-wrapped' }));
  return signatures.map(checkOne);
}

function failed(finding: Finding): CheckedXades {
  return { checked: { ...unreadSignature, finding }, references: [] };
}

function documentOf(bytes: Uint8Array): Document | null {
  try {
    return parseXml(utf8Text(bytes) ?? '', 'container-damaged');
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function hasDoubleId(document: Document): boolean {
  const ids = Array.from(document.getElementsByTagName('*')).flatMap((element) =>
    ['Id', 'ID', 'id', 'xml:id'].flatMap((name) => element.getAttribute(name) || []),
  );
  return new Set(ids).size !== ids.length;
}

function checkOne(signature: Element): CheckedXades {
  let checked: CheckedSignature = failed({ verdict: 'valid', reason: null }).checked;
  let references: readonly FileReference[] = [];
  try {
    const signedInfo = childOf(signature, ds, 'SignedInfo') ?? damaged();
    const properties = ownProperties(signature);
    const certificates = certificatesOf(signature);
    const value = base64In(childOf(signature, ds, 'SignatureValue')) ?? damaged();
    references = checkReferences(signedInfo, properties);
    const { signer, isNamed } = signerOf(properties, certificates);
    const timestamp = timestampOf(signature);
    checked = {
      ...checked,
      cms: { certificates, signer },
      claimedTime: signingTime(properties),
      timestamp,
      isAdvanced: isNamed,
      store: joinStores([xadesStore(signature), ...(timestamp === null ? [] : [cmsStore(timestamp.cms)])]),
    };
    checkValue(signedInfo, signer, value);
    if (!isNamed) throw new Wrong('indeterminate', 'attributes-missing');
    return { checked, references };
  } catch (error) {
    if (error instanceof Wrong) return { checked: { ...checked, finding: error.finding }, references };
    if (!(error instanceof AppError)) throw error;
    return { checked: { ...checked, finding: { verdict: 'invalid', reason: 'cms-damaged' } }, references };
  }
}

function damaged(): never {
  throw new Wrong('invalid', 'cms-damaged');
}

/** The SignedProperties of this signature and no other. */
function ownProperties(signature: Element): Element | undefined {
  const found = childrenOf(signature, ds, 'Object')
    .flatMap((object) => childrenOf(object, xades, 'QualifyingProperties'))
    .filter((properties) => properties.getAttribute('Target') === `#${signature.getAttribute('Id')}`)
    .flatMap((properties) => childrenOf(properties, xades, 'SignedProperties'));
  if (found.length > 1) throw new Wrong('invalid', 'signature-wrapped');
  return found[0];
}

function certificatesOf(signature: Element): Certificate[] {
  const keyInfo = childOf(signature, ds, 'KeyInfo');
  const elements = keyInfo === undefined ? [] : childrenOf(keyInfo, ds, 'X509Data');
  return elements
    .flatMap((data) => childrenOf(data, ds, 'X509Certificate'))
    .map((element) => readCertificate(base64In(element) ?? damaged()));
}

/** The references to files, which are checked later; the one to the properties is checked here. */
function checkReferences(signedInfo: Element, properties: Element | undefined): readonly FileReference[] {
  const files: FileReference[] = [];
  let hasProperties = false;
  for (const reference of childrenOf(signedInfo, ds, 'Reference')) {
    const uri = reference.getAttribute('URI') ?? '';
    const transforms = childrenOf(childOf(reference, ds, 'Transforms') ?? reference, ds, 'Transform');
    if (reference.getAttribute('Type') === signedPropertiesType) {
      if (properties === undefined || uri !== `#${properties.getAttribute('Id')}`)
        throw new Wrong('invalid', 'signature-wrapped');
      checkDigest(reference, utf8ToBytes(canonicalXml(properties, formOf(transforms))));
      hasProperties = true;
    } else {
      const file = fileOfUri(uri);
      if (file === null) throw new Wrong('invalid', 'reference-outside');
      if (transforms.length > 0) throw new Wrong('indeterminate', 'format-unsupported');
      files.push({ file, ...saidDigest(reference) });
    }
  }
  if (files.length === 0) throw new Wrong('invalid', 'reference-outside');
  // Properties that nobody signed prove nothing, whatever they say.
  if (!hasProperties) throw new Wrong('indeterminate', 'attributes-missing');
  return files;
}

function checkDigest(reference: Element, bytes: Uint8Array): void {
  const { hash, value } = saidDigest(reference);
  if (hash === undefined) throw new Wrong('indeterminate', 'algorithm-unknown');
  if (hash === 'sha1') throw new Wrong('indeterminate', 'weak-algorithm');
  if (value === null || !equalBytes(value, hashBytes(hash, bytes))) throw new Wrong('invalid', 'digest-mismatch');
}

/** The certificate that SigningCertificate(V2) names by its digest; without it the first one, unnamed. */
function signerOf(
  properties: Element | undefined,
  certificates: readonly Certificate[],
): { readonly signer: Certificate | undefined; readonly isNamed: boolean } {
  const signed = childOf(properties, xades, 'SignedSignatureProperties');
  const named = childOf(signed, xades, 'SigningCertificateV2') ?? childOf(signed, xades, 'SigningCertificate');
  const digestElement = childOf(childOf(named, xades, 'Cert'), xades, 'CertDigest');
  if (digestElement === undefined) return { signer: certificates[0], isNamed: false };
  const { hash, value } = saidDigest(digestElement);
  if (hash === undefined || value === null) throw new Wrong('indeterminate', 'algorithm-unknown');
  const signer = certificates.find(({ der }) => equalBytes(hashBytes(hash, der), value));
  if (signer === undefined && certificates.length > 0) throw new Wrong('invalid', 'certificate-mismatch');
  return { signer, isNamed: true };
}

function checkValue(signedInfo: Element, signer: Certificate | undefined, value: Uint8Array): void {
  if (signer === undefined) throw new Wrong('indeterminate', 'signer-certificate-missing');
  const scheme = methods[childOf(signedInfo, ds, 'SignatureMethod')?.getAttribute('Algorithm') ?? ''];
  if (scheme === undefined || signer.publicKey.kind === 'other') throw new Wrong('indeterminate', 'algorithm-unknown');
  const method = childOf(signedInfo, ds, 'CanonicalizationMethod') ?? damaged();
  const digest = hashBytes(scheme.hash, utf8ToBytes(canonicalXml(signedInfo, canonicalForm(method))));
  const raw = scheme.scheme === 'ecdsa' ? sequenceOf(value) : value;
  if (!verifyDigest(signer.publicKey, scheme, digest, raw)) throw new Wrong('invalid', 'signature-value-wrong');
  const isShort = signer.publicKey.kind === 'rsa' && signer.publicKey.bits < 2000;
  if (scheme.hash === 'sha1' || isShort) throw new Wrong('indeterminate', 'weak-algorithm');
}

/** XML has r||s (RFC 4050 §3.3), the verification wants `SEQUENCE { r, s }`. */
function sequenceOf(value: Uint8Array): Uint8Array {
  const half = value.length / 2;
  return derSequence(derUnsigned(value.subarray(0, half)), derUnsigned(value.subarray(half)));
}

/** No transform at all is Canonical XML 1.0; otherwise exactly one form. */
function formOf(transforms: readonly Element[]): CanonicalForm {
  const [only, ...more] = transforms;
  if (more.length > 0) throw new Wrong('indeterminate', 'format-unsupported');
  return only === undefined ? { kind: 'inclusive' } : canonicalForm(only);
}

function canonicalForm(method: Element): CanonicalForm {
  const algorithm = method.getAttribute('Algorithm') ?? '';
  if (inclusive.includes(algorithm)) return { kind: 'inclusive' };
  if (algorithm !== exclusive) throw new Wrong('indeterminate', 'format-unsupported');
  const [list] = elementsIn(method);
  return { kind: 'exclusive', prefixes: (list?.getAttribute('PrefixList') ?? '').split(/\s+/).filter(Boolean) };
}

function signingTime(properties: Element | undefined): string | null {
  const signed = childOf(properties, xades, 'SignedSignatureProperties');
  const time = new Date(textIn(childOf(signed, xades, 'SigningTime')));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** The first SignatureTimeStamp, over the canonical SignatureValue (EN 319 132-1 §5.3). */
function timestampOf(signature: Element): CheckedSignature['timestamp'] {
  const stamp = unsignedProperties(signature).flatMap((each) => childrenOf(each, xades, 'SignatureTimeStamp'))[0];
  const token = base64In(childOf(stamp, xades, 'EncapsulatedTimeStamp'));
  const value = childOf(signature, ds, 'SignatureValue');
  if (stamp === undefined || token === null || value === undefined) return null;
  const method = childOf(stamp, ds, 'CanonicalizationMethod');
  const signed = utf8ToBytes(canonicalXml(value, method === undefined ? { kind: 'inclusive' } : canonicalForm(method)));
  return readTimestamp(token, (hash) => hashBytes(hash, signed));
}
