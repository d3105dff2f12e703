import { latin1Text } from '../file/objects.ts';
import { type Certificate, readExtensions } from '../sign/certificate.ts';
import { children, type Der, oidText, readDer } from '../sign/der.ts';

/** Where a certificate says that its issuer and its revocation can be asked for: http and https addresses alone. */
export type CertificateLinks = {
  readonly ocsp: readonly string[];
  readonly issuers: readonly string[];
  readonly crls: readonly string[];
};

const authorityInfoAccess = '1.3.6.1.5.5.7.1.1';
const crlDistributionPoints = '2.5.29.31';
const ocspMethod = '1.3.6.1.5.5.7.48.1';
const issuersMethod = '1.3.6.1.5.5.7.48.2';
const uriName = 0x86;

/**
 * `AuthorityInfoAccessSyntax ::= SEQUENCE OF { accessMethod OID, accessLocation GeneralName }` (RFC 5280 §4.2.2.1) and
 * `CRLDistributionPoints ::= SEQUENCE OF { [0] { [0] fullName GeneralNames } … }` (§4.2.1.13).
 */
export function certificateLinks(certificate: Certificate): CertificateLinks {
  const extensions = readExtensions(certificate);
  const access = extensions.get(authorityInfoAccess);
  const descriptions = access === undefined ? [] : children(readDer(access.value)).map((one) => children(one));
  const located = (method: string): string[] =>
    descriptions.flatMap(([oid, place]) => (oid && place && oidText(oid) === method ? addresses([place]) : []));
  const points = extensions.get(crlDistributionPoints);
  return {
    ocsp: located(ocspMethod),
    issuers: located(issuersMethod),
    crls: points === undefined ? [] : children(readDer(points.value)).flatMap(pointAddresses),
  };
}

function pointAddresses(point: Der): string[] {
  const name = children(point).find((part) => part.tag === 0xa0);
  const full = name === undefined ? undefined : children(name).find((part) => part.tag === 0xa0);
  return full === undefined ? [] : addresses(children(full));
}

function addresses(names: readonly Der[]): string[] {
  return names
    .filter((one) => one.tag === uriName)
    .map((one) => latin1Text(one.body))
    .filter((url) => /^https?:\/\//i.test(url));
}

/** Is it signed by itself, by name: the end of a path? */
export function isSelfIssued(certificate: Certificate): boolean {
  return latin1Text(certificate.subject.raw) === latin1Text(certificate.issuer.raw);
}
