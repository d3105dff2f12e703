import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP path to a database that can be cut as a broken switch cuts it: nothing arrives any more, and nobody is told. */
export interface CuttablePath {
  /** The database's address by this path. */
  readonly url: string;
  cut(): void;
  /** The old connections are dropped, new ones go through. */
  mend(): void;
  stop(): Promise<void>;
}

export async function startCuttablePath(databaseUrl: string): Promise<CuttablePath> {
  const target = new URL(databaseUrl);
  const ends = new Set<Socket>();
  let isCut = false;
  const join = (from: Socket, to: Socket) => {
    ends.add(from);
    from.on('data', (bytes) => {
      if (!isCut) to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      if (!isCut) to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const drop = () => {
    for (const end of ends) end.destroy();
  };
  return {
    url: url.href,
    cut() {
      isCut = true;
    },
    mend() {
      drop();
      isCut = false;
    },
    async stop() {
      isCut = false;
      drop();
      await new Promise((done) => server.close(done));
    },
  };
}
