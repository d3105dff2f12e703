import type { Duplex } from 'node:stream';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { MemoryConnection } from './memory-connection.ts';
import { closeBefore, messageKinds, messagesOf, simpleQuery, statusOf } from './postgres-messages.ts';

/** A PostgreSQL in this process's memory that programs speak with as over a network. */
export interface MemoryPostgres {
  /** A new connection; it speaks PostgreSQL's protocol, version 3. */
  readonly connect: () => Duplex;
  readonly stop: () => Promise<void>;
}

interface Question {
  readonly from: MemoryConnection;
  readonly bytes: Uint8Array;
}

/**
 * Starts PostgreSQL without files and sockets. All connections share its one session: who has begun a transaction is alone until it ends,
 * and everybody hears every notification. Advisory locks of the session therefore keep nobody out, which is right for one server.
 */
export async function startMemoryPostgres(options: PGliteOptions = {}): Promise<MemoryPostgres> {
  const database = await PGlite.create(options);
  const connections = new Set<MemoryConnection>();
  const waiting: Question[] = [];
  let inside: MemoryConnection | null = null;
  let isRunning = false;
  let turns: Promise<void> = Promise.resolve();

  const answer = async ({ from, bytes }: Question): Promise<void> => {
    const own: Uint8Array[] = [];
    const { question, closings } = closeNamed(bytes);
    let unheard = closings;
    for (const message of messagesOf(Buffer.from(await database.execProtocolRaw(question)))) {
      // Nobody but us asks to close.
      if (message[0] === messageKinds.closed && unheard-- > 0) continue;
      if (message[0] === messageKinds.notification) for (const each of connections) each.push(message);
      else own.push(message);
      if (message[0] === messageKinds.ready) inside = statusOf(message) === 'idle' ? null : from;
    }
    if (connections.has(from)) from.push(Buffer.concat(own));
  };
  /** Whoever is inside a transaction goes first; the others in their order. */
  const answerAll = async (): Promise<void> => {
    isRunning = true;
    for (;;) {
      const at = waiting.findIndex(({ from }) => inside === null || inside === from);
      const [question] = at < 0 ? [] : waiting.splice(at, 1);
      if (!question) break;
      // What the database cannot answer ends the connection that asked, not the server.
      await answer(question).catch((error: unknown) => question.from.destroy(error as Error));
    }
    isRunning = false;
  };
  const ask = (question: Question) => {
    waiting.push(question);
    if (!isRunning) turns = answerAll();
  };
  return {
    connect: () => {
      const connection = new MemoryConnection({
        onQuestion: (bytes) => ask({ from: connection, bytes }),
        onLeave: () => {
          connections.delete(connection);
          if (inside === connection) ask({ from: connection, bytes: simpleQuery('rollback') });
        },
      });
      connections.add(connection);
      return connection;
    },
    stop: async () => {
      await turns;
      await database.close();
    },
  };
}

/** A statement's name belongs to its connection, but here all share one session: whoever prepares one replaces it. */
function closeNamed(bytes: Uint8Array): { question: Buffer; closings: number } {
  const parts: Buffer[] = [];
  let closings = 0;
  for (const message of messagesOf(Buffer.from(bytes))) {
    const close = message[0] === messageKinds.parse ? closeBefore(message) : null;
    if (close) {
      parts.push(close);
      closings += 1;
    }
    parts.push(message);
  }
  return { question: Buffer.concat(parts), closings };
}
