import path from 'node:path';
import { AppError, errorCode } from '../../shared/errors.ts';
import type { ScanState } from '../../shared/scan-calls.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import type { PickedFiles } from '../picked-files.ts';
import { openScanFolder, type Scan, type ScanFolder } from '../scan-folder.ts';

type ScanCall = 'scan.state' | 'scan.choose' | 'scan.stop' | 'scan.files' | 'scan.taken';

/** The folder into which a scanner puts its files: what lies there whole is offered, and put away when it is safe in the record. */
export function scanHandlers(
  state: AppState,
  picked: PickedFiles,
  chooseFolder: () => Promise<string | null>,
): Pick<BridgeHandlers, ScanCall> {
  const { scan: rules = {} } = state.setting.policy;
  const offered = new Map<string, Scan>();
  let watched: { readonly path: string; readonly folder: ScanFolder } | null = null;

  const place = (): string | null => {
    state.workplace();
    if (rules.allowed === false) return null;
    return rules.folder ?? state.settings.scanFolder ?? null;
  };
  const folder = (): ScanFolder | null => {
    const path = place();
    if (path === null) return null;
    if (watched?.path !== path) watched = { path, folder: openScanFolder(path) };
    return watched.folder;
  };

  async function look(): Promise<ScanState> {
    const isAllowed = rules.allowed !== false;
    const at = place();
    const known = { isAllowed, isFixed: rules.folder !== undefined, folder: at === null ? null : path.basename(at) };
    const nothing = { ready: 0, unfinished: 0, others: 0, failure: null };
    try {
      const found = await folder()?.look();
      if (!found) return { ...known, ...nothing };
      const { scans, unfinished, others } = found;
      return { ...known, ready: scans.length, unfinished, others, failure: null };
    } catch (error) {
      return { ...known, ...nothing, failure: errorCode(error) };
    }
  }

  /** What the person chose is none of a machine whose policy decides. */
  const mayChoose = () => {
    state.workplace();
    if (rules.allowed === false || rules.folder !== undefined) throw new AppError('no-right');
  };

  return {
    'scan.state': look,
    'scan.choose': async () => {
      mayChoose();
      const chosen = await chooseFolder();
      if (chosen !== null) await state.changeSettings({ scanFolder: chosen });
      return look();
    },
    'scan.stop': async () => {
      mayChoose();
      await state.changeSettings({ scanFolder: null });
      return look();
    },
    'scan.files': async () => {
      const found = await folder()?.look();
      offered.clear();
      return (found?.scans ?? []).map((scan) => {
        const token = picked.add(scan.file);
        offered.set(token, scan);
        return { token, name: scan.name, sizeBytes: scan.sizeBytes };
      });
    },
    'scan.taken': async ({ token }) => {
      const scan = offered.get(token);
      const at = folder();
      if (!scan || !at) throw new AppError('not-found');
      offered.delete(token);
      return { isPutAway: await at.putAway(scan) };
    },
  };
}
