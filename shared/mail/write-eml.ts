import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Mail } from './mail.ts';

const boundary = 'aktentasche-teil';

/** An e-mail as a file of RFC 5322 and 2045: what a message inside a message becomes, so that it can be saved and taken in. */
export function writeEml({ from, to, cc, subject, date, text, attachments }: Mail): Uint8Array {
  const lines = [
    `From: ${people([from])}`,
    ...(to.length > 0 ? [`To: ${people(to)}`] : []),
    ...(cc.length > 0 ? [`Cc: ${people(cc)}`] : []),
    `Subject: ${encodedWord(subject)}`,
    // A file of an e-mail has a date or an id.
    date === null ? 'Message-ID: <ohne-datum@uebertragen.invalid>' : `Date: ${new Date(date).toUTCString()}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(utf8ToBytes(text)),
  ];
  for (const { name, bytes } of attachments) {
    const filename = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    lines.push(
      `--${boundary}`,
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename*=utf-8''${filename}`,
      '',
      ...base64Lines(bytes),
    );
  }
  return utf8ToBytes([...lines, `--${boundary}--`, ''].join('\r\n'));
}

/** `=?utf-8?B?…?= <address>` for each, so that no sign in a name means anything. */
function people(all: readonly string[]): string {
  return all
    .map((one) => {
      const [, name = one, address] = /^(.*) <([^<>\s@]+@[^<>\s@]+)>$/.exec(one) ?? [];
      if (address) return `${encodedWord(name)} <${address}>`;
      return /^[^\s<>@,;:]+@[^\s<>@,;:]+$/.test(one) ? one : `${encodedWord(one)} <unbekannt@invalid>`;
    })
    .join(', ');
}

function encodedWord(text: string): string {
  return `=?utf-8?B?${base64(utf8ToBytes(text))}?=`;
}

function base64Lines(bytes: Uint8Array): string[] {
  return base64(bytes).match(/.{1,76}/g) ?? [''];
}

/** Digits of RFC 4648 §4. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const four = [18, 12, 6, 0].map((shift) => digits[(bits >> shift) & 63]).join('');
    out.push(b === undefined ? `${four.slice(0, 2)}==` : c === undefined ? `${four.slice(0, 3)}=` : four);
  }
  return out.join('');
}
