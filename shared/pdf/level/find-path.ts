import { AppError } from '../../errors.ts';
import { type Certificate, readCertificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';
import { isIssuer } from '../validate/verify-chain.ts';
import { certificateLinks, isSelfIssued } from './certificate-links.ts';
import type { Online } from './network.ts';

const longestPath = 8;

/**
 * From the signer to a root (or to one of `anchors`), out of `pool` or from the addresses that certificates name. Throws
 * AppError 'issuer-missing'.
 */
export async function findPathOnline(
  online: Online,
  signer: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
): Promise<readonly Certificate[]> {
  const path = [signer];
  for (let last = signer; !isEnd(last, anchors); ) {
    const isNew = (one: Certificate): boolean => !path.some((known) => equalBytes(known.der, one.der));
    const known = [...anchors, ...pool].find((one) => isNew(one) && isIssuer(one, last, path.length - 1));
    const issuer = known ?? (await fetchIssuer(online, last, path.length - 1));
    if (path.length >= longestPath || !isNew(issuer)) throw new AppError('issuer-missing');
    path.push(issuer);
    last = issuer;
  }
  return path;
}

function isEnd(certificate: Certificate, anchors: readonly Certificate[]): boolean {
  return isSelfIssued(certificate) || anchors.some((anchor) => equalBytes(anchor.der, certificate.der));
}

async function fetchIssuer(online: Online, certificate: Certificate, below: number): Promise<Certificate> {
  let cause: unknown;
  for (const url of certificateLinks(certificate).issuers) {
    try {
      const issuer = readCertificate(
        await online.ask({ kind: 'certificate', url, body: null, certificate: certificate.der }),
      );
      if (isIssuer(issuer, certificate, below)) return issuer;
    } catch (error) {
      cause = error;
    }
  }
  throw new AppError('issuer-missing', { cause });
}
