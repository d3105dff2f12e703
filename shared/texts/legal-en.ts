import type { legalDe } from './legal-de.ts';

export const legalEn: Readonly<Record<keyof typeof legalDe, string>> = {
  'legal.rank.qualified-signature': 'qualified',
  'legal.rank.qualified-seal': 'qualified seal',
  'legal.rank.advanced-qualified-certificate': 'advanced, qualified certificate',
  'legal.rank.advanced': 'advanced',
  'legal.rank.unknown': 'rank not proven',
  'legal.qualified-signature':
    'Qualified electronic signature: has the effect of a handwritten one and can replace the written form (eIDAS Art. 25(2), § 3a(2) VwVfG).',
  'legal.qualified-seal':
    'Qualified electronic seal: the file is presumed to be intact and to come from the body named (eIDAS Art. 35(2)). As the seal of the authority it can replace the written form of its documents (§ 3a(3) VwVfG).',
  'legal.advanced-qualified-certificate':
    'Advanced signature with a qualified certificate. It does not replace the written form required by law: that the key lies in a qualified signature creation device is not proven (eIDAS Art. 26, § 3a(2) VwVfG).',
  'legal.advanced':
    'Advanced electronic signature. It does not replace the written form required by law (eIDAS Art. 26, § 3a(2) VwVfG).',
  'legal.unknown': 'What this signature legally means is not proven here.',
  'legal.ifNotRevoked': 'This holds only if the certificate is not revoked; that has not been checked.',
  'legal.unlisted': 'Without a trusted list no higher rank can be established.',
  'legal.stale': 'The trusted list is out of date; what counts is its date.',
  'legal.offline': 'Whether the certificate is revoked has not been checked. No time-stamp proves the time.',
  'legal.timeUnproven': 'No time-stamp proves the time.',
  'trust.line': 'Trusted list of {date}, {days} {days|day|days} old.',
  'trust.none': 'No trusted list on this device.',
  'trust.title': 'Trusted list',
  'trust.why': 'It says which issuers of certificates and time-stamps the authority trusts. It counts offline too.',
  'trust.state': 'As of',
  'trust.stateOld': '{date}, {days} {days|day|days} old',
  'trust.lists': 'Lists',
  'trust.ownOnly': "the authority's own certificates only",
  'trust.entries': 'Services',
  'trust.next': 'Next by',
};
