/** A file that came with an e-mail. */
export interface MailAttachment {
  /** As it is shown and saved: without folders and control characters, once only. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a person has to see of an e-mail (RFC 5322). Addresses as `Name <address>`. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** ISO 8601; null when it says none that can be read. */
  readonly date: string | null;
  /** The words, of HTML too; nothing of it is active. */
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  /** There are words, but only as RTF, which is not read. */
  readonly isRtfOnly: boolean;
  /** Signed or encrypted by S/MIME or OpenPGP, which is not checked. */
  readonly isSecured: boolean;
}

/** Media type of an e-mail as Outlook keeps it ([MS-OXMSG]). */
export const msgType = 'application/vnd.ms-outlook';

/** Whether a Version of this media type is an e-mail. */
export const isMailType = (mimetyp: string): boolean => mimetyp === mailType || mimetyp === msgType;

/** Media type of a file that is one e-mail (RFC 5322, RFC 2045). */
export const mailType = 'message/rfc822';
