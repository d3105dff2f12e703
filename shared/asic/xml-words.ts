import type { Element } from '@xmldom/xmldom';
import type { HashName } from '../pdf/sign/hash-bytes.ts';
import { decodeBase64 } from '../trust/base64.ts';
import { childOf, textIn } from '../xml/parse-xml.ts';

/** Namespaces of XML signatures (XMLDSig, XAdES 1.3.2 and 1.4.1) and of containers (ETSI EN 319 162-1). */
export const namespaces = {
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
  xades141: 'http://uri.etsi.org/01903/v1.4.1#',
  asic: 'http://uri.etsi.org/02918/v1.2.1#',
} as const;

const hashes: Readonly<Record<string, HashName>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

/** A digest as XML says it: algorithm (undefined for one not known here) and value (null when it is none). */
export type SaidDigest = { readonly hash: HashName | undefined; readonly value: Uint8Array | null };

/** `ds:DigestMethod` and `ds:DigestValue` below an element. */
export function saidDigest(parent: Element): SaidDigest {
  const method = childOf(parent, namespaces.ds, 'DigestMethod')?.getAttribute('Algorithm') ?? '';
  return { hash: hashes[method], value: base64In(childOf(parent, namespaces.ds, 'DigestValue')) };
}

/** The bytes of an element's base64 text; null when it is none. */
export function base64In(element: Element | undefined): Uint8Array | null {
  const text = textIn(element).replace(/\s+/g, '');
  return text === '' ? null : decodeBase64(text);
}

/** The file of a container that a reference names; null for anything that is no plain relative name. */
export function fileOfUri(uri: string): string | null {
  if (uri === '' || /^[A-Za-z][A-Za-z0-9+.-]*:|[?#\\]|^\//.test(uri)) return null;
  try {
    const name = decodeURIComponent(uri).replace(/^(\.\/)+/, '');
    return /(^|\/)\.{1,2}(\/|$)/.test(name) ? null : name;
  } catch {
    return null;
  }
}
