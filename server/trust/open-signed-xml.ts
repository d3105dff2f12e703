import { constants, createHash, verify, type X509Certificate } from 'node:crypto';
import type { Document, Element } from '@xmldom/xmldom';
import { AppError } from '../../shared/errors.ts';
import { type CanonicalForm, canonicalXml } from '../../shared/xml/canonical-xml.ts';
import { childOf, childrenOf, elementsIn, parseXml, textIn } from '../../shared/xml/parse-xml.ts';

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties';
const xades = 'http://uri.etsi.org/01903/v1.3.2#';
const enveloped = `${ds}enveloped-signature`;
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

// SHA-1 and MD5 are on no list, nor is HMAC, whose key would be the public one.
const digests: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};
const methods: Readonly<Record<string, { readonly key: 'rsa' | 'ec'; readonly hash: string; readonly pss?: true }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { key: 'rsa', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { key: 'rsa', hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { key: 'rsa', hash: 'sha512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { key: 'rsa', hash: 'sha256', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { key: 'rsa', hash: 'sha384', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { key: 'rsa', hash: 'sha512', pss: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { key: 'ec', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { key: 'ec', hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { key: 'ec', hash: 'sha512' },
};

/** The root of a document that one of the signers signed as a whole; the signature is no longer in it. */
export interface SignedRoot {
  readonly root: Element;
  readonly signer: X509Certificate;
}

/**
 * Checks the enveloped signature of a trusted list (TS 119 612 §B.6; XMLDSig, XAdES) against pinned certificates. Signature
 * wrapping has no room: there is one signature, directly in the root, it covers the root itself and everything in it, and
 * that very root is what is answered. Throws AppError 'trust-list-damaged', 'trust-list-signature-invalid' or
 * 'trust-list-signer-unknown'.
 */
export function openSignedXml(text: string, signers: readonly X509Certificate[]): SignedRoot {
  const document = parseXml(text, 'trust-list-damaged');
  const root = document.documentElement ?? invalid();
  const signature = onlySignature(document, root);
  requireUniqueIds(document);
  const signer = pinnedSigner(signature, signers);
  const signedInfo = childOf(signature, ds, 'SignedInfo') ?? invalid();
  checkReferences(signedInfo, signature, root);
  if (!isSignedBy(signer, signedInfo, signature)) invalid();
  root.removeChild(signature);
  return { root, signer };
}

function onlySignature(document: Document, root: Element): Element {
  const [signature, ...more] = Array.from(document.getElementsByTagNameNS(ds, 'Signature'));
  if (!signature || more.length > 0 || signature.parentNode !== root) return invalid();
  // A processing instruction beside the root would be signed by URI="" but never read.
  const beside = Array.from(document.childNodes).filter(
    ({ nodeType, nodeName }) => nodeType === 7 && nodeName !== 'xml',
  );
  return beside.length === 0 ? signature : invalid();
}

function requireUniqueIds(document: Document): void {
  const seen = new Set<string>();
  for (const element of Array.from(document.getElementsByTagName('*'))) {
    for (const name of ['Id', 'ID', 'id', 'xml:id']) {
      const id = element.getAttribute(name);
      if (!id) continue;
      if (seen.has(id)) invalid();
      seen.add(id);
    }
  }
}

/** One reference covers the root; the one to the properties of the signature (XAdES) is the only other one allowed. */
function checkReferences(signedInfo: Element, signature: Element, root: Element): void {
  let covers = 0;
  for (const reference of childrenOf(signedInfo, ds, 'Reference')) {
    const uri = reference.getAttribute('URI');
    const transforms = childrenOf(childOf(reference, ds, 'Transforms') ?? reference, ds, 'Transform');
    const isRoot = uri === '' || (uri !== null && uri === `#${root.getAttribute('Id')}`);
    if (isRoot) {
      covers += 1;
      const [first, ...rest] = transforms;
      if (first?.getAttribute('Algorithm') !== enveloped || elementsIn(first).length > 0) invalid();
      checkDigest(reference, canonicalXml(root, formOf(rest), signature));
    } else if (reference.getAttribute('Type') === signedPropertiesType) {
      checkDigest(reference, canonicalXml(signedProperties(signature, uri), formOf(transforms)));
    } else invalid();
  }
  if (covers !== 1) invalid();
}

function signedProperties(signature: Element, uri: string | null): Element {
  const found = childrenOf(signature, ds, 'Object')
    .flatMap((object) => childrenOf(object, xades, 'QualifyingProperties'))
    .flatMap((properties) => childrenOf(properties, xades, 'SignedProperties'))
    .filter((properties) => uri === `#${properties.getAttribute('Id')}`);
  return found.length === 1 ? found[0]! : invalid();
}

/** No transform at all is Canonical XML 1.0; otherwise exactly one of the two forms. */
function formOf(transforms: readonly Element[]): CanonicalForm {
  const [only, ...more] = transforms;
  if (more.length > 0) return invalid();
  return only === undefined ? { kind: 'inclusive' } : canonicalForm(only);
}

function canonicalForm(method: Element): CanonicalForm {
  const algorithm = method.getAttribute('Algorithm');
  if (algorithm === inclusive && elementsIn(method).length === 0) return { kind: 'inclusive' };
  if (algorithm !== exclusive) return invalid();
  const [list, ...more] = elementsIn(method);
  if (more.length > 0 || (list && list.localName !== 'InclusiveNamespaces')) return invalid();
  return { kind: 'exclusive', prefixes: (list?.getAttribute('PrefixList') ?? '').split(/\s+/).filter(Boolean) };
}

function checkDigest(reference: Element, canonical: string): void {
  const hash = digests[childOf(reference, ds, 'DigestMethod')?.getAttribute('Algorithm') ?? ''] ?? invalid();
  const said = base64(textIn(childOf(reference, ds, 'DigestValue')));
  if (!createHash(hash).update(canonical).digest().equals(said)) invalid();
}

/** The pinned certificate that the signature names; a signature that names none may be by any of them. */
function pinnedSigner(signature: Element, signers: readonly X509Certificate[]): X509Certificate {
  const named = childrenOf(childOf(signature, ds, 'KeyInfo') ?? signature, ds, 'X509Data')
    .flatMap((data) => childrenOf(data, ds, 'X509Certificate'))
    .map((element) => base64(textIn(element)));
  const found =
    named.length === 0 && signers.length === 1
      ? signers[0]
      : signers.find(({ raw }) => named.some((der) => der.equals(raw)));
  if (!found) throw new AppError('trust-list-signer-unknown');
  return found;
}

function isSignedBy(signer: X509Certificate, signedInfo: Element, signature: Element): boolean {
  const method = methods[childOf(signedInfo, ds, 'SignatureMethod')?.getAttribute('Algorithm') ?? ''] ?? invalid();
  const form = canonicalForm(childOf(signedInfo, ds, 'CanonicalizationMethod') ?? invalid());
  const key = signer.publicKey;
  if (key.asymmetricKeyType !== method.key) return false;
  const padding = method.pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};
  const bytes = Buffer.from(canonicalXml(signedInfo, form));
  const value = base64(textIn(childOf(signature, ds, 'SignatureValue')));
  return verify(method.hash, bytes, { key, dsaEncoding: 'ieee-p1363', ...padding }, value);
}

function base64(text: string): Buffer {
  const lean = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(lean) ? Buffer.from(lean, 'base64') : invalid();
}

function invalid(): never {
  throw new AppError('trust-list-signature-invalid');
}
