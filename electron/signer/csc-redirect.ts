import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../shared/errors.ts';

/** A page of this computer to which the browser comes back with the code (RFC 8252 §7.3). */
export interface Redirect {
  readonly uri: string;
  /** The code that came with `state`. Throws AppError 'csc-unauthorized', 'cancelled'. */
  code(state: string): Promise<string>;
  close(): void;
}

const PATIENCE_MS = 5 * 60_000;
const page = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Aktentasche</title>
<p>Bitte kehren Sie zur Aktentasche zurück. Dieses Fenster können Sie schließen.</p>
<p lang="en">Please return to Aktentasche. You may close this window.</p></html>`;

/** Listens on a free port of the loopback interface, until the first answer or for 5 minutes. */
export async function listenForRedirect(patienceMs: number = PATIENCE_MS): Promise<Redirect> {
  let accept: (answer: URLSearchParams) => void = () => {};
  let refuse: (error: AppError) => void = () => {};
  const came = new Promise<URLSearchParams>((resolve, reject) => {
    accept = resolve;
    refuse = reject;
  });
  // Nobody may be waiting yet when the patience ends.
  came.catch(() => {});
  const server = createServer((request, response) => {
    const { pathname, searchParams } = addressOf(request.url);
    const isAnswer = request.method === 'GET' && pathname === '/';
    answer(response, isAnswer);
    if (isAnswer && searchParams.has('state')) accept(searchParams);
  });
  server.on('error', (error) => refuse(new AppError('internal', { cause: error })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const timer = setTimeout(() => refuse(new AppError('cancelled')), patienceMs);
  const { port } = server.address() as AddressInfo;
  return {
    uri: `http://127.0.0.1:${port}/`,
    async code(state) {
      const said = await came;
      const code = said.get('code');
      // Another state: some other page sent the browser here.
      if (said.get('state') !== state || code === null) throw new AppError('csc-unauthorized');
      return code;
    },
    close() {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Whatever a stranger on this computer asks for, `//` for one, is an address. */
function addressOf(target: string | undefined): URL {
  const base = 'http://127.0.0.1';
  return target && URL.canParse(target, base) ? new URL(target, base) : new URL('/unknown', base);
}

function answer(response: ServerResponse, isAnswer: boolean): void {
  response.writeHead(isAnswer ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(isAnswer ? page : '');
}
