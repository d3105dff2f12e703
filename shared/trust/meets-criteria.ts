import type { Certificate } from '../pdf/sign/certificate.ts';
import { readPolicies } from './qc-statements.ts';
import type { Criteria } from './trust-list.ts';

const bits = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
];

/** Does a certificate meet the criteria of a qualifier (ETSI TS 119 612 §5.5.9.2.2)? Null: this program cannot tell. */
export function meetsCriteria(certificate: Certificate, criteria: Criteria): boolean | null {
  return meets(certificate, new Set(readPolicies(certificate)), criteria);
}

function meets(certificate: Certificate, policies: ReadonlySet<string>, criteria: Criteria): boolean | null {
  const parts: (boolean | null)[] = [
    ...criteria.policies.map((set) => set.every((oid) => policies.has(oid))),
    ...criteria.keyUsages.map((usage) => hasUsage(certificate, usage)),
    ...criteria.lists.map((list) => meets(certificate, policies, list)),
    ...Array.from({ length: criteria.unknown }, () => null),
  ];
  switch (criteria.assert) {
    case 'all':
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    case 'atLeastOne':
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    case 'none':
      return parts.includes(true) ? false : parts.includes(null) ? null : true;
  }
}

function hasUsage({ keyUsage }: Certificate, wanted: Readonly<Record<string, boolean>>): boolean | null {
  const names = Object.keys(wanted);
  if (names.some((name) => !bits.includes(name))) return null;
  return names.every((name) => (keyUsage?.has(bits.indexOf(name)) ?? false) === wanted[name]);
}
