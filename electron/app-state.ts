import { randomUUID } from 'node:crypto';
import type { AppStatus } from '../shared/bridge.ts';
import { AppError } from '../shared/errors.ts';
import { hasLeftWork } from './left-work.ts';
import type { Policy } from './policy.ts';
import type { PracticeFiles } from './practice/practice-profile.ts';
import { removeUnfinished } from './remove-unfinished.ts';
import type { JwtContext } from './server/jwt.ts';
import type { NetFetch } from './server/keep-session.ts';
import type { GatewayContext } from './server/server-gateway.ts';
import { makeServerToken, type ServerToken } from './server/server-token.ts';
import { type Settings, writeSettings } from './settings.ts';
import type { CscFetch } from './signer/csc-fetch.ts';
import { importDeviceKey } from './vault/device-key.ts';
import { hasVault, type KeyVault, type VaultPlace } from './vault/key-vault.ts';
import type { NewDevice } from './vault/replace-device.ts';
import { finishWipe } from './wipe-profile.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

/** What the app was started with. */
export interface AppSetting {
  readonly profile: string;
  readonly version: string;
  readonly policy: Policy;
  readonly vaultPlace: VaultPlace;
  readonly netFetch: NetFetch;
  /** To the services for remote signatures. */
  readonly cscFetch: CscFetch;
  /** Empties what the browser keeps of the profile: replica and packs. */
  readonly clearBrowser: () => Promise<void>;
  readonly now: () => Date;
  readonly isPackaged: boolean;
  /** Files of practice; null: this is earnest. */
  readonly practice: PracticeFiles | null;
}

/** The app's only mutable facts: first run, locked or open. */
export interface AppState {
  readonly setting: AppSetting;
  readonly settings: Settings;
  /** The person signed in during the first run; the vault does not exist yet. */
  readonly pending: NewDevice | null;
  status(): AppStatus;
  onStatus(listener: (status: AppStatus) => void): void;
  changeSettings(part: Partial<Settings>): Promise<void>;
  setPending(pending: NewDevice): void;
  /** A restored Notfallkopie brought a vault. */
  vaultAppeared(): void;
  /** Opens everything behind the vault; afterwards the phase is `open`. */
  open(vault: KeyVault): Promise<Workplace>;
  /** Throws AppError 'locked'. */
  workplace(): Workplace;
  /** Throws AppError 'locked'. */
  gateway(): GatewayContext;
  /** Access tokens for a vault that is not open yet. */
  tokenFor(vault: KeyVault): ServerToken;
}

/** Reads which phase the profile is in. */
export async function makeAppState(setting: AppSetting, initial: Settings): Promise<AppState> {
  let settings = initial;
  await removeUnfinished(setting.profile);
  await finishWipe(setting.profile, setting.clearBrowser);
  let vaultExists = await hasVault(setting.profile);
  const isVaultMissing = await hasLeftWork(setting.profile);
  let pending: NewDevice | null = null;
  let opened: { workplace: Workplace; gateway: GatewayContext } | null = null;
  const listeners: ((status: AppStatus) => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener(status());
  };

  function status(): AppStatus {
    const enrolment = opened?.workplace.vault.secrets.enrolment ?? pending?.enrolment ?? null;
    return {
      phase: opened ? 'open' : vaultExists ? 'locked' : 'einrichtung',
      isPractice: setting.practice !== null,
      vaultMissing: isVaultMissing && !vaultExists,
      version: setting.version,
      language: settings.language,
      theme: settings.theme,
      server: setting.policy.server ?? settings.server,
      serverFixed: setting.policy.server !== undefined,
      enrolment,
      secondFactor: setting.vaultPlace.keyring ? 'keyring' : 'passphrase-only',
      lockedAt: settings.lockedAt,
      notify: settings.notify && setting.policy.notifications !== false,
      notifyFixed: setting.policy.notifications === false,
      recognise: settings.recognise && setting.policy.textRecognition !== false,
      recogniseFixed: setting.policy.textRecognition === false,
      print: { isAllowed: setting.policy.allowPrint !== false, upTo: setting.policy.printUpTo ?? null },
    };
  }

  return {
    setting,
    get settings() {
      return settings;
    },
    get pending() {
      return pending;
    },
    status,
    onStatus: (listener) => listeners.push(listener),
    async changeSettings(part) {
      settings = { ...settings, ...part };
      await writeSettings(setting.profile, settings);
      changed();
    },
    setPending(next) {
      pending = next;
      changed();
    },
    vaultAppeared() {
      vaultExists = true;
      pending = null;
      changed();
    },
    async open(vault) {
      const workplace = await openWorkplace(setting.profile, vault, setting.now);
      opened = { workplace, gateway: gatewayOf(setting, vault) };
      vaultExists = true;
      pending = null;
      changed();
      return workplace;
    },
    workplace() {
      if (!opened) throw new AppError('locked');
      return opened.workplace;
    },
    gateway() {
      if (!opened) throw new AppError('locked');
      return opened.gateway;
    },
    tokenFor: (vault) => gatewayOf(setting, vault).token,
  };
}

function gatewayOf(setting: AppSetting, vault: KeyVault): GatewayContext {
  const { server: origin, enrolment } = vault.secrets;
  const deviceKey = importDeviceKey(vault.secrets.deviceKey);
  const jwt: JwtContext = { deviceKey, now: setting.now, randomId: randomUUID };
  const { netFetch } = setting;
  const token = makeServerToken({ netFetch, origin, device: enrolment.device, jwt });
  return { netFetch, origin, token, jwt };
}
