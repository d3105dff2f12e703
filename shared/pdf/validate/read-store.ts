import { AppError } from '../../errors.ts';
import { isType, latin1Text } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { type Certificate, readCertificate } from '../sign/certificate.ts';
import { readCrl } from './read-crl.ts';
import { readOcsp } from './read-ocsp.ts';
import type { Evidence, Statement } from './revocation.ts';

/** The document security store (ISO 32000-2 §12.8.4.3), as far as it can be read. */
export type Store = { readonly certificates: readonly Certificate[]; readonly evidence: readonly Evidence[] };

// Each item may cost a verification per certificate; archives of many years hold some dozens.
const mostItems = 300;

/** Reads the store of the current revision; an item that cannot be read is left out, because it proves nothing. */
export function readStore(file: PdfFile): Store {
  const store = file.dict(file.catalog().get('DSS'));
  const each = (key: string): Uint8Array[] =>
    (file.array(store?.get(key)) ?? []).slice(0, mostItems).flatMap((item) => {
      const stream = file.resolve(item);
      if (!isType(stream, 'stream')) return [];
      try {
        return [file.streamBytes(stream)];
      } catch (error) {
        if (error instanceof AppError && error.code === 'pdf-too-much-data') throw error;
        return [];
      }
    });
  return storeOf({ certificates: each('Certs'), ocsps: each('OCSPs'), crls: each('CRLs') });
}

/** What is known from certificates, OCSP answers and lists in DER, as far as they can be read. */
export function storeOf(items: {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}): Store {
  const { certificates, ocsps, crls } = items;
  return {
    certificates: readable(certificates, readCertificate),
    evidence: [...readable(ocsps, readOcsp), ...readable(crls, readCrl)].map(silentWhenDamaged),
  };
}

function readable<T>(items: readonly Uint8Array[], read: (bytes: Uint8Array) => T): T[] {
  return items.slice(0, mostItems).flatMap((bytes) => {
    try {
      return [read(bytes)];
    } catch {
      return [];
    }
  });
}

/**
 * Inner parts are parsed when asked for: damaged ones say nothing, so that nobody can spoil a file by appending junk. What
 * was asked once is remembered, because every signature of the file asks about the same authorities.
 */
function silentWhenDamaged(evidence: Evidence): Evidence {
  const known = new Map<string, Statement | null>();
  const ask = (certificate: Certificate, issuer: Certificate): Statement | null => {
    try {
      return evidence.about(certificate, issuer);
    } catch {
      return null;
    }
  };
  return {
    ...evidence,
    about(certificate, issuer) {
      const question = `${latin1Text(certificate.der)}${latin1Text(issuer.der)}`;
      const before = known.get(question);
      const said = before === undefined ? ask(certificate, issuer) : before;
      known.set(question, said);
      return said;
    },
  };
}
