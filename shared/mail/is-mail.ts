import { latin1Text } from '../pdf/file/objects.ts';

/** Beyond this nobody looks for the end of the header. */
const headBytes = 64 * 1024;

/**
 * Do the bytes begin like an e-mail (RFC 5322 §3.6)? A sender and a date, a path or an id, and nothing but header fields before the
 * first empty line.
 */
export function isMail(bytes: Uint8Array): boolean {
  const head = latin1Text(bytes.subarray(0, headBytes)).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.split(/\r?\n/);
  // Mailboxes put a line of their own before the first field.
  if (lines[0]?.startsWith('From ')) lines.shift();
  const names = lines
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => /^([!-9;-~]+):/.exec(line)?.[1]?.toLowerCase());
  const has = (name: string) => names.includes(name);
  if (head.length < headBytes && names.some((name) => name === undefined)) return false;
  return has('from') && (has('date') || has('received') || has('message-id'));
}
