/** First letters of messages that matter here (PostgreSQL documentation, "Message Formats"). */
export const messageKinds = {
  query: 0x51,
  parse: 0x50,
  close: 0x43,
  sync: 0x53,
  terminate: 0x58,
  ready: 0x5a,
  closed: 0x33,
  notification: 0x41,
} as const;

/** Bytes of a message before its body: its letter, and a length that counts itself. */
const HEAD_BYTES = 5;
const IDLE = 0x49;

/** What a database says when it lets somebody in and waits: AuthenticationOk, ReadyForQuery. */
export const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, messageKinds.ready, 0, 0, 0, 5, IDLE]);

/** The whole messages in `bytes`, each with its letter; a part at the end is left out. */
export function* messagesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + HEAD_BYTES <= bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length || end <= at) return;
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** Whether a ReadyForQuery says that no transaction is open. */
export function statusOf(ready: Buffer): 'idle' | 'in transaction' {
  return ready[HEAD_BYTES] === IDLE ? 'idle' : 'in transaction';
}

/** A statement without values. */
export function simpleQuery(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.from([messageKinds.query, 0, 0, 0, 0]);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

/** Close of the prepared statement that a Parse names; null: it names none. One that is not there is no error. */
export function closeBefore(parse: Buffer): Buffer | null {
  const end = parse.indexOf(0, HEAD_BYTES);
  if (end <= HEAD_BYTES) return null;
  const body = Buffer.concat([Buffer.from('S'), parse.subarray(HEAD_BYTES, end + 1)]);
  const head = Buffer.from([messageKinds.close, 0, 0, 0, 0]);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
