import { readCertificate } from './certificate.ts';
import { children, oidText, readDer } from './der.ts';

const qcStatements = '1.3.6.1.5.5.7.1.3';
// EN 319 412-5 §4.2: id-etsi-qcs-QcCompliance and id-etsi-qcs-QcSSCD.
const demanded = ['0.4.0.1862.1.1', '0.4.0.1862.1.4'];

/**
 * Whether a certificate (DER) says of itself that it is qualified and that its key lies in a qualified device. That its issuer
 * may say so is for the trusted list to tell. Throws AppError 'certificate-damaged'.
 */
export function isQualifiedCertificate(der: Uint8Array): boolean {
  const { tbs, keyUsage } = readCertificate(der);
  const wrapper = children(readDer(tbs)).find((part) => part.tag === 0xa3);
  const extensions = wrapper === undefined ? [] : children(children(wrapper)[0]!);
  for (const extension of extensions) {
    const parts = children(extension);
    if (oidText(parts[0]!) !== qcStatements) continue;
    const statements = children(readDer(parts.at(-1)!.body)).map((statement) => oidText(children(statement)[0]!));
    return demanded.every((oid) => statements.includes(oid)) && keyUsage?.has(1) === true;
  }
  return false;
}
