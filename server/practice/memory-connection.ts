import { Duplex } from 'node:stream';
import { messageKinds, messagesOf, welcome } from './postgres-messages.ts';

/** Who hears what a program asks over a connection, in whole questions, and when it leaves. */
interface Listener {
  readonly onQuestion: (bytes: Buffer) => void;
  readonly onLeave: () => void;
}

/** One end of a connection to a database in this process, as `pg` wants a socket. */
export class MemoryConnection extends Duplex {
  readonly #listener: Listener;
  #unread = Buffer.alloc(0);
  #isStarted = false;

  constructor(listener: Listener) {
    super();
    this.#listener = listener;
  }

  /** There is nowhere to connect to. */
  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }
  /** A socket's; nothing to set here. */
  setNoDelay(): this {
    return this;
  }
  /** A socket's; nothing to set here. */
  setKeepAlive(): this {
    return this;
  }
  /** A socket's; this keeps no process running. */
  ref(): this {
    return this;
  }
  /** A socket's; this keeps no process running. */
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    if (this.#isStarted || this.#takeStart()) this.#takeQuestions();
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#listener.onLeave();
    done(error);
  }

  /** StartupMessage: the only one without a letter. */
  #takeStart(): boolean {
    if (this.#unread.length < 4) return false;
    const length = this.#unread.readInt32BE(0);
    if (this.#unread.length < length) return false;
    this.#unread = this.#unread.subarray(length);
    this.#isStarted = true;
    this.push(welcome);
    return true;
  }

  /** A question ends with Query or Sync; what the driver pipelines before is asked together with it. */
  #takeQuestions(): void {
    let end = 0;
    let asked = 0;
    for (const message of messagesOf(this.#unread)) {
      end += message.length;
      if (message[0] === messageKinds.terminate) {
        this.push(null);
        break;
      }
      if (message[0] !== messageKinds.query && message[0] !== messageKinds.sync) continue;
      this.#listener.onQuestion(Buffer.from(this.#unread.subarray(asked, end)));
      asked = end;
    }
    this.#unread = this.#unread.subarray(asked);
  }
}
