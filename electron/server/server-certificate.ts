import { X509Certificate } from 'node:crypto';

/** The certificates of a PEM file, one string each. */
export function splitPem(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

/**
 * Whether a server's chain (leaf first, PEM) ends at one of the agency's authorities: every signature, validity, CA flag and
 * the host name fit (RFC 5280 §6, as far as an own small authority needs it).
 */
export function isTrustedByAgency(input: {
  readonly chain: readonly string[];
  readonly authorities: readonly string[];
  readonly hostname: string;
  readonly now: Date;
}): boolean {
  try {
    const [leaf, ...between] = input.chain.map((pem) => new X509Certificate(pem));
    const authorities = input.authorities.map((pem) => new X509Certificate(pem));
    if (!leaf?.checkHost(input.hostname) || !isServerCertificate(leaf)) return false;
    return reaches(leaf, between, authorities, input.now);
  } catch {
    return false;
  }
}

function reaches(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: Date,
): boolean {
  if (!isValidAt(certificate, now)) return false;
  if (authorities.some((authority) => isValidAt(authority, now) && isIssuedBy(certificate, authority))) return true;
  const next = between.findIndex((candidate) => isIssuedBy(certificate, candidate));
  return next >= 0 && reaches(between[next]!, between.slice(next + 1), authorities, now);
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const isValidAt = (certificate: X509Certificate, now: Date) =>
  Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo);

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** Without the extension every purpose is allowed. */
function isServerCertificate(certificate: X509Certificate): boolean {
  const purposes = certificate.keyUsage as readonly string[] | undefined;
  return purposes === undefined || purposes.includes(SERVER_AUTHENTICATION);
}
