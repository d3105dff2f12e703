import { AppError } from '../errors.ts';
import { childrenOf, parseXml } from '../xml/parse-xml.ts';
import { utf8Text } from '../xml/utf8-text.ts';
import { fileOfUri, namespaces, type SaidDigest, saidDigest } from './xml-words.ts';

/** A file that a signature names, and the digest it must have. */
export type FileReference = SaidDigest & { readonly file: string | null };

/** Which files a CAdES signature or time-stamp signs (ETSI EN 319 162-1 §A.4). */
export type Manifest = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The file of the signature, null when it is not named properly. */
  readonly signature: string | null;
  readonly references: readonly FileReference[];
};

/** `ASiCManifest ::= SigReference, DataObjectReference+`; null for anything else. */
export function readManifest(name: string, bytes: Uint8Array): Manifest | null {
  try {
    const root = parseXml(utf8Text(bytes) ?? '', 'container-damaged').documentElement;
    if (root?.namespaceURI !== namespaces.asic || root.localName !== 'ASiCManifest') return null;
    const [signature, ...more] = childrenOf(root, namespaces.asic, 'SigReference');
    const references = childrenOf(root, namespaces.asic, 'DataObjectReference').map((reference) => ({
      file: fileOfUri(reference.getAttribute('URI') ?? ''),
      ...saidDigest(reference),
    }));
    if (signature === undefined || more.length > 0 || references.length === 0) return null;
    return { name, bytes, signature: fileOfUri(signature.getAttribute('URI') ?? ''), references };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
