import { child, children, type Der, der, derOid, derSequence, oidText, tags } from '../sign/der.ts';
import type { SignedCms } from './read-cms.ts';
import { type Store, storeOf } from './read-store.ts';

const oid = {
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  ocspInfo: '1.3.6.1.5.5.7.16.2',
  basicResponse: '1.3.6.1.5.5.7.48.1.1',
} as const;

/**
 * What a CMS brings along so that it can be judged years later: lists and answers beside its certificates (RFC 5940), and the
 * older certificate-values and revocation-values (EN 319 122-1 annex A.1). What is damaged is left out.
 */
export function cmsStore({ revocationInfos, unsigned }: Pick<SignedCms, 'revocationInfos' | 'unsigned'>): Store {
  const values = revocationValues(unsigned.get(oid.revocationValues));
  const answers = revocationInfos.flatMap(ocspIn);
  return storeOf({
    certificates: partsOf(unsigned.get(oid.certificateValues)).map(({ raw }) => raw),
    ocsps: [...answers, ...values.ocsps],
    crls: [...revocationInfos.filter(({ tag }) => tag === tags.sequence).map(({ raw }) => raw), ...values.crls],
  });
}

/** `OtherRevocationInfoFormat ::= [1] SEQUENCE { id-ri-ocsp-response, OCSPResponse }` */
function ocspIn(info: Der): Uint8Array[] {
  if (info.tag !== 0xa1) return [];
  const [format, answer] = partsOf(info);
  const isOcsp = format?.tag === tags.oid && oidText(format) === oid.ocspInfo;
  return isOcsp && answer !== undefined ? [answer.raw] : [];
}

/** `RevocationValues ::= SEQUENCE { [0] SEQUENCE OF CertificateList, [1] SEQUENCE OF BasicOCSPResponse, [2] … }` */
function revocationValues(values: Der | undefined): {
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
} {
  const lists = (tag: number): Der[] =>
    partsOf(values)
      .filter((part) => part.tag === tag)
      .flatMap((part) => partsOf(child(part, 0)));
  try {
    return { crls: lists(0xa0).map(({ raw }) => raw), ocsps: lists(0xa1).map(({ raw }) => wholeAnswer(raw)) };
  } catch {
    return { crls: [], ocsps: [] };
  }
}

/** `OCSPResponse { successful, [0] { id-pkix-ocsp-basic, OCTET STRING } }` around a BasicOCSPResponse. */
function wholeAnswer(basic: Uint8Array): Uint8Array {
  const successful = der(0x0a, Uint8Array.of(0));
  return derSequence(successful, der(0xa0, derSequence(derOid(oid.basicResponse), der(tags.octetString, basic))));
}

function partsOf(element: Der | undefined): Der[] {
  try {
    return element === undefined ? [] : children(element);
  } catch {
    return [];
  }
}
