import { AppError, errorCode } from '../../shared/errors.ts';
import type { CscFetch, CscReply } from './csc-fetch.ts';
import type { CscNeed, CscProvision, CscRequest } from './csc-messages.ts';
import { type CscSession, makeCscSession } from './csc-session.ts';

/**
 * Entry of the process that speaks to remote signing services: it keeps their tokens and reads their answers. It has no
 * network of its own: main posts for it, and only to the services of the policy. Main ends it at every lock.
 */
const sessions = new Map<string, CscSession>();
const needed = new Map<number, { resolve(value: unknown): void; reject(error: AppError): void }>();
let lastNeed = 0;

process.parentPort.on('message', ({ data }: { data: CscRequest | CscProvision }) => {
  if ('needId' in data) provide(data);
  else void answer(data);
});

async function answer(request: CscRequest): Promise<void> {
  const { id } = request;
  try {
    process.parentPort.postMessage({ id, ok: true, value: await handle(request) });
  } catch (error) {
    process.parentPort.postMessage({ id, ok: false, code: errorCode(error) });
  }
}

function handle(request: CscRequest): Promise<unknown> {
  const { service } = request;
  const session = sessions.get(service.url) ?? makeCscSession(service, { fetch, openBrowser }, () => new Date());
  sessions.set(service.url, session);
  switch (request.call) {
    case 'list':
      return session.list();
    case 'read':
      return session.read(request.credential);
    case 'sendCode':
      return session.sendCode(request.credential);
    case 'sign':
      return session.sign(request.credential, request.digests, request.factors);
  }
}

const fetch: CscFetch = (post) => ask({ need: 'fetch', post }) as Promise<CscReply>;
const openBrowser = async (url: string) => void (await ask({ need: 'browser', url }));

type Need = CscNeed extends infer N ? (N extends CscNeed ? Omit<N, 'needId'> : never) : never;

function ask(need: Need): Promise<unknown> {
  lastNeed += 1;
  const needId = lastNeed;
  return new Promise((resolve, reject) => {
    needed.set(needId, { resolve, reject });
    process.parentPort.postMessage({ ...need, needId });
  });
}

function provide(provision: CscProvision): void {
  const waiting = needed.get(provision.needId);
  needed.delete(provision.needId);
  if (provision.ok) waiting?.resolve(provision.value);
  else waiting?.reject(new AppError(provision.code));
}
