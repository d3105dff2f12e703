import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { isLeaseOver } from '../lease.ts';
import { log } from '../log.ts';
import { queue } from '../queue.ts';
import { type KeyVault, unlockVault, unlockWithRecoveryCode } from '../vault/key-vault.ts';

type VaultCall =
  | 'app.status'
  | 'settings.set'
  | 'vault.unlock'
  | 'vault.unlockWithRecoveryCode'
  | 'vault.changePassphrase'
  | 'vault.lock'
  | 'draft.save'
  | 'filters.read'
  | 'filters.save'
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
  const inTurn = queue();

  /** Once: two journals on one file would overwrite what the other one has promised (R1). */
  const open = (unlock: () => Promise<KeyVault>) =>
    inTurn(async () => {
      if (state.status().phase !== 'locked') throw new AppError('input-invalid');
      return openWorkplace(await unlock());
    });

  async function openWorkplace(vault: KeyVault) {
    await checkLease(state, vault);
    const { drafts, journal, zugriffe } = await state.open(vault);
    log('unlocked');
    if (journal.cutAtTail || zugriffe.cutAtTail) log('torn-tail');
    if (zugriffe.isShortened) log('unlocked', 'log-shortened');
    return { draft: await drafts.read() };
  }

  return {
    'app.status': async () => state.status(),
    'settings.set': async ({ language, theme, notify, recognise }) => {
      const told = { ...(notify !== undefined && { notify }), ...(recognise !== undefined && { recognise }) };
      await state.changeSettings({ ...(language && { language }), ...(theme && { theme }), ...told });
      return state.status();
    },
    'vault.unlock': ({ passphrase }) => open(() => unlockVault(vaultPlace, passphrase)),
    'vault.unlockWithRecoveryCode': ({ recoveryCode, newPassphrase }) =>
      open(() => unlockWithRecoveryCode(vaultPlace, recoveryCode, newPassphrase)),
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
    'filters.read': () => state.workplace().filters.read(),
    'filters.save': async (filters) => {
      await state.workplace().filters.save(filters);
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

/** What the person hears instead of 'lease-expired': waiting would not help. */
const toldAsItIs: ReadonlySet<ErrorCode> = new Set(['device-revoked', 'device-returned', 'clock-skew']);

/** Too long without the agency, or a clock that was set back: the device must show itself there before it opens. Throws AppError 'lease-expired'. */
async function checkLease(state: AppState, vault: KeyVault): Promise<void> {
  if (!isLeaseOver(vault.secrets.lease, state.setting.now())) return;
  try {
    await state.tokenFor(vault).get();
  } catch (error) {
    if (error instanceof AppError && toldAsItIs.has(error.code)) throw error;
    throw new AppError('lease-expired', { cause: error });
  }
}
