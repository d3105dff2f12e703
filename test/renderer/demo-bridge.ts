import type { AppStatus, Bridge, BridgeCall, BridgeOutput, BridgeResult } from '../../shared/bridge.ts';
import type { Draft } from '../../shared/draft.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import type { SavedFilter } from '../../shared/saved-filter.ts';

/**
 * A hand-written bridge for looking at the screens in a browser. Addresses: `?phase=einrichtung|locked|open`,
 * `&theme=`, `&lang=`, `&vaultMissing`, `&fixed=SERVER` for a server that a policy names. The passphrase is 'richtig pferd batterie'.
 */
const query = new URLSearchParams(location.search);

let status: AppStatus = {
  phase: (query.get('phase') ?? 'open') as AppStatus['phase'],
  vaultMissing: query.has('vaultMissing'),
  version: '0.1.0',
  language: (query.get('lang') ?? 'de') as AppStatus['language'],
  theme: (query.get('theme') ?? 'light') as AppStatus['theme'],
  server: query.get('phase') === 'einrichtung' ? query.get('fixed') : 'https://akten.musterstadt.example',
  serverFixed: query.has('fixed'),
  enrolment: query.get('phase') === 'einrichtung' ? null : enrolment(),
  secondFactor: query.get('keyring') === 'no' ? 'passphrase-only' : 'keyring',
  lockedAt: '2026-11-21T08:12:00+01:00',
  notify: true,
  isPractice: query.has('practice'),
  notifyFixed: query.has('quiet'),
  recognise: true,
  recogniseFixed: false,
  print: { isAllowed: !query.has('noPrint'), upTo: null },
};

let keptFilters: SavedFilter[] = [
  {
    id: '6b1b2c3d-0000-4000-8000-000000000001',
    name: 'Bauakten nach Größe',
    list: 'akten',
    view: { einheit: null, text: 'Bau', sort: { column: 'sizeBytes', descending: true } },
  },
  {
    id: '6b1b2c3d-0000-4000-8000-000000000002',
    name: 'Wiedervorlagen des Sachgebiets',
    list: 'arbeitsvorrat',
    view: { kreis: 'einheit', fuer: null, grund: 'wiedervorlage', text: '' },
  },
];

/** Drafts that the page saved, newest last; tests read them. */
export const savedDrafts: Draft[] = [];

const answers: { readonly [C in BridgeCall]?: (input: never) => BridgeOutput<C> | Promise<BridgeOutput<C>> } = {
  'app.status': () => status,
  'settings.set': (input: Partial<AppStatus>) => {
    status = { ...status, ...input };
    return status;
  },
  'setup.probe': ({ server }: { server: string }) => {
    if (server.includes('falsch')) throw new AppError('server-unreachable');
    return { name: 'Stadt Musterstadt', protocol: 1, signIn: ['local', 'oidc'], time: new Date().toISOString() };
  },
  'setup.signIn': ({ password }: { password: string }) => {
    if (password === 'falsch') throw new AppError('sign-in-failed');
    return enrolment();
  },
  'setup.finish': () => {
    status = { ...status, phase: 'open', enrolment: enrolment() };
    return { recoveryCode: 'K7M2P-9QX4T-HN3VW-RB8YD-2FZKC-P6L9J-XW4GT-M3H7Q' };
  },
  'vault.unlock': ({ passphrase }: { passphrase: string }) => {
    if (passphrase !== 'richtig pferd batterie') throw new AppError('passphrase-wrong');
    status = { ...status, phase: 'open' };
    return { draft: savedDrafts.at(-1) ?? null };
  },
  'vault.changePassphrase': () => ({}),
  'due.report': () => ({}),
  'draft.save': (draft: Draft) => {
    savedDrafts.push(draft);
    return {};
  },
  'files.pick': () => [
    { token: 'one', name: 'Antrag Gewerbeanmeldung.pdf', sizeBytes: 182_000 },
    { token: 'two', name: 'Handwerkskarte.pdf', sizeBytes: 1_240_000 },
  ],
  'office.state': () => ({ isAllowed: true, hasConverter: true, bearbeitungen: [] }),
  'filters.read': () => keptFilters,
  'filters.save': (filters: SavedFilter[]) => {
    keptFilters = filters;
    return {};
  },
  'scan.state': () => ({ ...scanState, ready: 3, unfinished: 1, others: 0, failure: null }),
  'window.front': () => ({}),
  'notfallkopie.write': () => ({ files: 12, sizeBytes: 4_812_000, time: '2026-11-21T09:12:00+01:00' }),
};

const bridge: Bridge = {
  async call<C extends BridgeCall>(name: C, input: unknown): Promise<BridgeResult<C>> {
    await new Promise((done) => setTimeout(done, 20));
    try {
      const answer = answers[name] as ((input: unknown) => BridgeOutput<C>) | undefined;
      if (!answer) throw new AppError('cancelled');
      return { ok: true, value: await answer(input) };
    } catch (error) {
      const code = errorCode(error);
      return { ok: false, error: code === 'passphrase-wrong' ? { code, triesLeft: 4 } : { code } };
    }
  },
  onEvent: () => () => undefined,
};
Object.assign(window, { aktentasche: bridge, savedDrafts });

const scanState = { isAllowed: true, isFixed: false, folder: 'Scanner' };

function enrolment() {
  return {
    device: 'dev-7f3a',
    person: { id: 'u1', name: 'Miriam Öztürk', einheit: 'e32', einheitName: 'Ordnungsamt' },
    authority: 'Stadt Musterstadt',
  };
}
