import { officeTypes } from '../office/office-types.ts';

/** The types of containers by what their entry `mimetype` says (ETSI EN 319 162-1 annex A). */
export const containerTypes = {
  extended: 'application/vnd.etsi.asic-e+zip',
  simple: 'application/vnd.etsi.asic-s+zip',
} as const;

/**
 * The media types of files that are opened to be read: with documents and their signatures, an e-mail (RFC 5322) with what is
 * attached to it, or a text file of an office suite.
 */
export const envelopeTypes = [
  containerTypes.extended,
  containerTypes.simple,
  'application/pkcs7-mime',
  'message/rfc822',
  ...Object.values(officeTypes),
  'application/vnd.ms-outlook',
] as const;
export type EnvelopeType = (typeof envelopeTypes)[number];

/** Is a Version of this media type an envelope? */
export function isEnvelope(mimetyp: string): mimetyp is EnvelopeType {
  return envelopeTypes.some((type) => type === mimetyp);
}
