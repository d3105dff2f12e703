import type { Security } from './security.ts';

// Bits of /P, counted from 1 (ISO 32000-2 table 22).
const bit = { modify: 4, annotate: 6, fillForms: 9 } as const;

/** May annotations be added? */
export function mayAnnotate(security: Security): boolean {
  return has(security, 'annotate');
}

/** May existing form fields, signature fields among them, be filled in? */
export function mayFillForms(security: Security): boolean {
  // Revision 2 does not know the bit of its own.
  return has(security, 'annotate') || (security.encryption.revision >= 3 && has(security, 'fillForms'));
}

/** May form fields be created? */
export function mayCreateFields(security: Security): boolean {
  return has(security, 'annotate') && has(security, 'modify');
}

function has({ isOwner, permissions }: Security, name: keyof typeof bit): boolean {
  return isOwner || (permissions & (1 << (bit[name] - 1))) !== 0;
}
