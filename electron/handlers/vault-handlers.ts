import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { log } from '../log.ts';
import { type KeyVault, unlockVault, unlockWithRecoveryCode } from '../vault/key-vault.ts';

type VaultCall =
  | 'app.status'
  | 'settings.set'
  | 'vault.unlock'
  | 'vault.unlockWithRecoveryCode'
  | 'vault.changePassphrase'
  | 'vault.lock'
  | 'draft.save'
  | 'signature.look'
  | 'signature.setLook'
  | 'worker.connect';

/** What unlock and lock need of Electron. */
export interface VaultEdge {
  /** Relaunches the app into the locked state. */
  readonly lock: () => Promise<void>;
  /** Gives the window a fresh port for its replica worker. */
  readonly connectWorker: () => void;
}

/** Status, unlock, lock, what the person left behind for the next time, and the worker's port. */
export function vaultHandlers(state: AppState, edge: VaultEdge): Pick<BridgeHandlers, VaultCall> {
  const { vaultPlace } = state.setting;
  const mustBeLocked = () => {
    if (state.status().phase !== 'locked') throw new AppError('input-invalid');
  };

  async function open(vault: KeyVault) {
    await checkLease(state, vault);
    const { drafts, journal } = await state.open(vault);
    log('unlocked');
    if (journal.cutAtTail) log('torn-tail');
    return { draft: await drafts.read() };
  }

  return {
    'app.status': async () => state.status(),
    'settings.set': async ({ language, theme }) => {
      await state.changeSettings({ ...(language && { language }), ...(theme && { theme }) });
      return state.status();
    },
    'vault.unlock': async ({ passphrase }) => {
      mustBeLocked();
      return open(await unlockVault(vaultPlace, passphrase));
    },
    'vault.unlockWithRecoveryCode': async ({ recoveryCode, newPassphrase }) => {
      mustBeLocked();
      return open(await unlockWithRecoveryCode(vaultPlace, recoveryCode, newPassphrase));
    },
    'vault.changePassphrase': async ({ passphrase, newPassphrase }) => {
      await state.workplace().vault.changePassphrase(passphrase, newPassphrase);
      return {};
    },
    'vault.lock': async () => {
      await edge.lock();
      return {};
    },
    'draft.save': async (draft) => {
      await state.workplace().drafts.save(draft);
      return {};
    },
    'signature.look': () => state.workplace().looks.read(),
    'signature.setLook': async (look) => {
      await state.workplace().looks.save(look);
      return {};
    },
    'worker.connect': async () => {
      state.workplace();
      edge.connectWorker();
      return {};
    },
  };
}

/** Too long without the agency: the device must show itself there before it opens. Throws AppError 'lease-expired'. */
async function checkLease(state: AppState, vault: KeyVault): Promise<void> {
  const { lease } = vault.secrets;
  if (!lease || Date.parse(lease.until) > state.setting.now().getTime()) return;
  try {
    await state.tokenFor(vault).get();
  } catch (error) {
    if (error instanceof AppError && error.code === 'device-revoked') throw error;
    throw new AppError('lease-expired', { cause: error });
  }
}
