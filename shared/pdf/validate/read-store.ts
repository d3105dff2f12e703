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
  const each = <T>(key: string, read: (bytes: Uint8Array) => T): T[] =>
    (file.array(store?.get(key)) ?? []).slice(0, mostItems).flatMap((item) => {
      const stream = file.resolve(item);
      if (!isType(stream, 'stream')) return [];
      try {
        return [read(file.streamBytes(stream))];
      } catch (error) {
        if (error instanceof AppError && error.code === 'pdf-too-much-data') throw error;
        return [];
      }
    });
  return {
    certificates: each('Certs', readCertificate),
    evidence: [...each('OCSPs', readOcsp), ...each('CRLs', readCrl)].map(silentWhenDamaged),
  };
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
