import { Duplex } from 'node:stream';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/** A PostgreSQL in this process's memory that programs speak with as over a network. */
export interface MemoryPostgres {
  /** A new connection; it speaks PostgreSQL's protocol, version 3. */
  readonly connect: () => Duplex;
  readonly stop: () => Promise<void>;
}

/** Bytes of a message before its body: one letter, and a length that counts itself. */
const HEAD_BYTES = 5;
const [query, sync, terminate] = [0x51, 0x53, 0x58];
const [ready, notification] = [0x5a, 0x41];
const idle = 0x49;
const authenticated = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, idle]);

/**
 * Starts PostgreSQL without files and sockets. It has one session for all connections: who has begun a transaction is alone until its end,
 * and everybody hears every notification, as in a session that listens.
 */
export async function startMemoryPostgres(options: PGliteOptions = {}): Promise<MemoryPostgres> {
  const database = await PGlite.create(options);
  const connections = new Set<Connection>();
  let turn: Promise<void> = Promise.resolve();
  let inside: Connection | null = null;
  const waiting: { readonly from: Connection; readonly bytes: Buffer }[] = [];

  async function run(from: Connection, bytes: Buffer): Promise<void> {
    const answer = Buffer.from(await database.execProtocolRaw(bytes));
    let isIdle = true;
    const own: Buffer[] = [];
    for (const message of messagesOf(answer)) {
      if (message[0] === notification) for (const each of connections) each.push(message);
      else own.push(message);
      if (message[0] === ready) isIdle = message[HEAD_BYTES] === idle;
    }
    inside = isIdle ? null : from;
    from.push(Buffer.concat(own));
  }

  const next = async () => {
    const at = waiting.findIndex(({ from }) => inside === null || inside === from);
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    if (found && connections.has(found.from)) await run(found.from, found.bytes);
  };
  const ask = (from: Connection, bytes: Buffer) => {
    waiting.push({ from, bytes });
    turn = turn.then(next);
  };
  const leave = (gone: Connection) => {
    if (inside === gone) {
      const end = Buffer.from('rollback\0');
      const head = Buffer.from([query, 0, 0, 0, 4 + end.length]);
      turn = turn.then(() => run(gone, Buffer.concat([head, end]))).then(() => {
        connections.delete(gone);
        for (const _ of waiting) turn = turn.then(next);
      });
    } else connections.delete(gone);
  };
  return {
    connect: () => {
      const connection = new Connection(ask, leave);
      connections.add(connection);
      return connection;
    },
    stop: async () => {
      await turn;
      await database.close();
    },
  };
}

class Connection extends Duplex {
  #unread = Buffer.alloc(0);
  #isStarted = false;
  readonly #ask: (from: Connection, bytes: Buffer) => void;
  readonly #leave: (gone: Connection) => void;

  constructor(ask: (from: Connection, bytes: Buffer) => void, leave: (gone: Connection) => void) {
    super();
    this.#ask = ask;
    this.#leave = leave;
  }
  connect() { process.nextTick(() => this.emit('connect')); return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  ref() { return this; }
  unref() { return this; }

  override _read() {}
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    this.#take();
    done();
  }
  override _final(done: () => void) { this.push(null); done(); }
  override _destroy(error: Error | null, done: (error: Error | null) => void) { this.#leave(this); done(error); }

  #take() {
    if (!this.#isStarted) {
      if (this.#unread.length < 4 || this.#unread.length < this.#unread.readInt32BE(0)) return;
      this.#unread = this.#unread.subarray(this.#unread.readInt32BE(0));
      this.#isStarted = true;
      this.push(authenticated);
    }
    let end = 0;
    for (const message of messagesOf(this.#unread)) {
      end += message.length;
      if (message[0] === terminate) { this.push(null); return; }
      if (message[0] !== query && message[0] !== sync) continue;
      this.#ask(this, Buffer.from(this.#unread.subarray(0, end)));
      this.#unread = this.#unread.subarray(end);
      end = 0;
    }
  }
}

function* messagesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + HEAD_BYTES <= bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) return;
    yield bytes.subarray(at, end);
    at = end;
  }
}
