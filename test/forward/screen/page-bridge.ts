import { navigate } from '../../../renderer/state/route.ts';
import type { AppStatus, Bridge, BridgeCall, BridgeResult } from '../../../shared/bridge.ts';
import { AppError, errorCode } from '../../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../../shared/pdf/pdf-types.ts';

/** Stands for the preload: an open Aktentasche whose signer is the real one, called in the test's own process. */
declare global {
  interface Window {
    nodeBegin(): Promise<{
      certificates: string[];
      subject: string;
      algorithm: SignatureAlgorithm;
    }>;
    nodeSign(digest: string): Promise<string>;
    signerCalls: string[];
    goTo(route: string): void;
  }
}
window.signerCalls = [];
window.goTo = navigate;

const query = new URLSearchParams(location.search);
const key = {
  keyId: 'k1',
  kind: 'file',
  fileName: 'oeztuerk.p12',
  rank: { qualification: 'advanced', list: 'current' },
  holder: 'Miriam Öztürk',
  otherHolder: null,
};
let status: AppStatus = {
  phase: 'open',
  vaultMissing: false,
  version: '0.1.0',
  language: query.get('lang') === 'en' ? 'en' : 'de',
  theme: (query.get('theme') ?? 'light') as AppStatus['theme'],
  server: 'https://akten.musterstadt.example',
  serverFixed: false,
  enrolment: {
    device: 'dev-1',
    person: { id: 'p1', name: 'Miriam Öztürk', einheit: 'e32', einheitName: 'Ordnungsamt' },
    authority: 'Stadt Musterstadt',
  },
  secondFactor: 'keyring',
  lockedAt: null,
  notify: false,
  isPractice: false,
  notifyFixed: false,
  recognise: true,
  recogniseFixed: false,
  print: { isAllowed: true, upTo: null },
};

const answers: { readonly [C in BridgeCall]?: (input: never) => unknown } = {
  'app.status': () => status,
  'settings.set': (input: Partial<AppStatus>) => {
    status = { ...status, ...input };
    return status;
  },
  'draft.save': () => ({}),
  'prepared.list': () => [],
  'signature.look': () => ({ reason: '', location: '', lines: ['title', 'date', 'reason', 'location'], image: null }),
  'signer.lastKey': () => (query.get('key') === 'none' ? null : key),
  'signer.chooseKey': () => key,
  'signer.begin': async () => {
    if (query.get('confirm') === 'no') throw new AppError('cancelled');
    const { certificates, subject, algorithm } = await window.nodeBegin();
    return { session: 's1', subject, algorithm, certificates: certificates.map(fromBase64) };
  },
  'signer.sign': async ({ digest }: { digest: Uint8Array }) => {
    return { signature: fromBase64(await window.nodeSign(toBase64(digest))) };
  },
  'signer.end': () => ({}),
};

const bridge: Bridge = {
  async call<C extends BridgeCall>(name: C, input: unknown): Promise<BridgeResult<C>> {
    if (name.startsWith('signer.')) window.signerCalls.push(name);
    try {
      const answer = answers[name] as ((input: unknown) => unknown) | undefined;
      if (!answer) throw new AppError('cancelled');
      return { ok: true, value: await answer(input) } as BridgeResult<C>;
    } catch (error) {
      return { ok: false, error: { code: errorCode(error) } };
    }
  },
  onEvent: () => () => undefined,
};
Object.assign(window, { aktentasche: bridge });

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
