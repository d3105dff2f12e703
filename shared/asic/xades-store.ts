import type { Element } from '@xmldom/xmldom';
import { type Store, storeOf } from '../pdf/validate/read-store.ts';
import { childrenOf } from '../xml/parse-xml.ts';
import { base64In, namespaces } from './xml-words.ts';

const { ds, xades, xades141 } = namespaces;

/** The elements `UnsignedSignatureProperties` of a signature. */
export function unsignedProperties(signature: Element): Element[] {
  return childrenOf(signature, ds, 'Object')
    .flatMap((object) => childrenOf(object, xades, 'QualifyingProperties'))
    .flatMap((properties) => childrenOf(properties, xades, 'UnsignedProperties'))
    .flatMap((properties) => childrenOf(properties, xades, 'UnsignedSignatureProperties'));
}

/**
 * What a signature brings along so that it can be judged years later: CertificateValues and RevocationValues, for its signer
 * and for its time-stamps (ETSI EN 319 132-1 §5.4, §5.5.1). What is damaged is left out.
 */
export function xadesStore(signature: Element): Store {
  const unsigned = unsignedProperties(signature);
  const holders = [...unsigned, ...unsigned.flatMap((each) => childrenOf(each, xades141, 'TimeStampValidationData'))];
  const values = (...names: readonly string[]): Uint8Array[] =>
    names
      .reduce((at, name) => at.flatMap((each) => childrenOf(each, xades, name)), holders)
      .flatMap((element) => base64In(element) ?? []);
  return storeOf({
    certificates: values('CertificateValues', 'EncapsulatedX509Certificate'),
    ocsps: values('RevocationValues', 'OCSPValues', 'EncapsulatedOCSPValue'),
    crls: values('RevocationValues', 'CRLValues', 'EncapsulatedCRLValue'),
  });
}
