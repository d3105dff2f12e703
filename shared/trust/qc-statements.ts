import { type Certificate, readExtensions } from '../pdf/sign/certificate.ts';
import { children, oidText, readDer, tags } from '../pdf/sign/der.ts';
import type { trustUses } from './trust-list.ts';

/** What a certificate says of itself: whether it is qualified, its key lies in a QSCD, and what it is for. */
export interface QcStatements {
  readonly isCompliant: boolean;
  readonly hasQscd: boolean;
  readonly uses: readonly (typeof trustUses)[number][];
  /** Qualified under the law of these other states: not in the sense of eIDAS. */
  readonly isForeign: boolean;
}

const extension = '1.3.6.1.5.5.7.1.3';
const oids = {
  compliance: '0.4.0.1862.1.1',
  sscd: '0.4.0.1862.1.4',
  type: '0.4.0.1862.1.6',
  legislation: '0.4.0.1862.1.7',
} as const;
const types: Readonly<Record<string, QcStatements['uses'][number]>> = {
  '0.4.0.1862.1.6.1': 'signatures',
  '0.4.0.1862.1.6.2': 'seals',
  '0.4.0.1862.1.6.3': 'web',
};

/**
 * `QCStatements ::= SEQUENCE OF SEQUENCE { statementId OID, statementInfo ANY OPTIONAL }` (RFC 3739 §3.2.6) with the
 * statements of ETSI EN 319 412-5 §4. Throws AppError 'certificate-damaged'.
 */
export function readQcStatements(certificate: Certificate): QcStatements {
  const found = readExtensions(certificate).get(extension);
  const statements = new Map(
    (found === undefined ? [] : children(readDer(found.value))).map((statement) => {
      const [id, info] = children(statement);
      return [id === undefined ? '' : oidText(id), info] as const;
    }),
  );
  const type = statements.get(oids.type);
  return {
    isCompliant: statements.has(oids.compliance),
    hasQscd: statements.has(oids.sscd),
    uses: type?.tag === tags.sequence ? children(type).flatMap((one) => types[oidText(one)] ?? []) : [],
    isForeign: statements.has(oids.legislation),
  };
}

/** The certificate policies (RFC 5280 §4.2.1.4), dotted. Throws AppError 'certificate-damaged'. */
export function readPolicies(certificate: Certificate): readonly string[] {
  const found = readExtensions(certificate).get('2.5.29.32');
  return found === undefined ? [] : children(readDer(found.value)).map((policy) => oidText(children(policy)[0]!));
}
