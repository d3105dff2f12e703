import { AppError, errorCode } from '../../shared/errors.ts';
import { askChild, type SignerChild } from './ask-child.ts';
import { isBelow } from './csc-address.ts';
import type { CscFetch } from './csc-fetch.ts';
import type { CscNeed, CscSetting, RemoteCredential, SeenCredential } from './csc-messages.ts';

/** Main's side of the process that speaks to signature services. Every call throws AppError 'csc-…'. */
export interface CscClient {
  list(service: CscSetting): Promise<readonly SeenCredential[]>;
  read(service: CscSetting, credential: string): Promise<RemoteCredential>;
  sendCode(service: CscSetting, credential: string): Promise<void>;
  sign(
    service: CscSetting,
    order: {
      readonly credential: string;
      readonly digests: readonly Uint8Array[];
      readonly factors: Readonly<Record<string, string>>;
    },
  ): Promise<readonly Uint8Array[]>;
  /** Ends the process, and with it every token. */
  kill(): void;
}

/** What main does for the process, at the addresses of `services` only. */
export interface CscEdge {
  readonly services: readonly CscSetting[];
  readonly fetch: CscFetch;
  readonly openBrowser: (url: string) => Promise<void>;
}

/** Talks to a freshly started process; when it dies, open calls fail with 'internal'. */
export function connectCsc(child: SignerChild, edge: CscEdge): CscClient {
  child.on('message', (message) => {
    if (!isNeed(message)) return;
    const { needId } = message;
    provide(message, edge).then(
      (value) => child.postMessage({ needId, ok: true, value }),
      (error) => child.postMessage({ needId, ok: false, code: errorCode(error) }),
    );
  });
  const ask = askChild(child, 'internal');
  return {
    list: (service) => ask({ call: 'list', service }) as Promise<readonly SeenCredential[]>,
    read: (service, credential) => ask({ call: 'read', service, credential }) as Promise<RemoteCredential>,
    sendCode: async (service, credential) => void (await ask({ call: 'sendCode', service, credential })),
    sign: (service, order) => ask({ call: 'sign', service, ...order }) as Promise<readonly Uint8Array[]>,
    kill: () => {
      child.kill();
    },
  };
}

const isNeed = (message: unknown): message is CscNeed => (message as { need?: unknown }).need !== undefined;

/** The process reads a stranger's answers: whatever it asks for goes to the policy's addresses or nowhere. */
async function provide(need: CscNeed, { services, fetch, openBrowser }: CscEdge): Promise<unknown> {
  const isAllowed = services.some(({ url, signIn }) =>
    need.need === 'fetch'
      ? isBelow(url, need.post.url) || (signIn !== null && need.post.url === below(signIn.url, 'token'))
      : signIn !== null && need.url.startsWith(`${below(signIn.url, 'authorize')}?`),
  );
  if (!isAllowed) throw new AppError('csc-not-allowed');
  return need.need === 'fetch' ? fetch(need.post) : openBrowser(need.url);
}

const below = (signIn: string, page: 'authorize' | 'token') => `${signIn.replace(/\/+$/, '')}/oauth2/${page}`;
