import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { OfficeState } from '../../shared/bearbeitung.ts';
import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { type Converter, makeConverter } from '../office/convert-draft.ts';
import { officeBase, removeFolder } from '../office/draft-folder.ts';
import { findConverter } from '../office/find-converter.ts';
import { makeGivenBytes } from '../office/given-bytes.ts';
import { isWhole } from '../office/is-whole.ts';
import { type OfficeDesk, openOfficeDesk } from '../office/office-desk.ts';
import { openOfficeStore } from '../office/office-store.ts';
import type { Policy } from '../policy.ts';
import { journalFolder } from '../workplace.ts';

type OfficeCall =
  | 'office.state'
  | 'office.look'
  | 'office.give'
  | 'office.fetch'
  | 'office.open'
  | 'office.read'
  | 'office.taken'
  | 'office.follow'
  | 'office.end'
  | 'office.convert';

/** What drafting outside needs of Electron. */
export interface OfficeEdge {
  readonly start: (program: NonNullable<Policy['office']>['program'], file: string) => Promise<void>;
  /** Tells the window to ask again. */
  readonly onChange: () => void;
}

/** Drafts that are opened in another program, what comes back, and the Reinschrift. */
export function officeHandlers(
  state: AppState,
  edge: OfficeEdge,
): {
  readonly handlers: Pick<BridgeHandlers, OfficeCall>;
  /** Before lock and end: keeps what was saved last and removes the files. */
  readonly close: () => Promise<void>;
  /** Whether something saved outside is no Version yet. */
  readonly isUnsent: () => Promise<boolean>;
} {
  const { profile, policy } = state.setting;
  const rules = policy.office ?? {};
  const given = makeGivenBytes();
  let opening: Promise<OfficeDesk> | null = null;
  let converter: Converter | null = null;
  let isClosing = false;
  const base = officeBase(profile, { wanted: rules.folder, runtimeFolder: process.env.XDG_RUNTIME_DIR });

  const desk = (): Promise<OfficeDesk> => {
    const { vault } = state.workplace();
    // A disk that was full for a moment is asked again.
    opening ??= openDesk(vault.key('office')).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  async function openDesk(key: Uint8Array): Promise<OfficeDesk> {
    await removeLeftConversions(await base);
    return openOfficeDesk({
      store: await openOfficeStore(path.join(journalFolder(profile), 'office'), key),
      base: await base,
      start: (file) => edge.start(rules.program, file),
      now: state.setting.now,
      newId: () => randomBytes(8).toString('hex'),
      onChange: edge.onChange,
    });
  }

  /** What was opened before a policy forbade it still comes home. */
  async function stateNow(): Promise<OfficeState> {
    const bearbeitungen = (await desk()).list();
    const hasConverter = (await findConverter(rules.converter)) !== null;
    return { isAllowed: isAllowed(), hasConverter, bearbeitungen };
  }
  const isAllowed = () => rules.drafting !== false;
  const mustBeAllowed = () => {
    if (!isAllowed()) throw new AppError('office-not-allowed');
    // It would lie outside while the app is locked.
    if (isClosing) throw new AppError('locked');
  };

  const handlers: Pick<BridgeHandlers, OfficeCall> = {
    'office.state': stateNow,
    'office.look': async () => {
      await (await desk()).look();
      return stateNow();
    },
    'office.give': async ({ token, bytes }) => {
      state.workplace();
      return { token: given.give(token, bytes) };
    },
    'office.fetch': async ({ token, offset }) => {
      state.workplace();
      return { bytes: given.fetch(token, offset) };
    },
    'office.open': async ({ token, ...draft }) => {
      mustBeAllowed();
      await (await desk()).open({ ...draft, bytes: wholeOf(given.take(token), draft.ending) });
      return stateNow();
    },
    'office.read': async ({ id, n }) => given.offer(await (await desk()).read(id, n)),
    'office.taken': async ({ id, n, version }) => {
      await (await desk()).taken(id, n, version);
      return {};
    },
    'office.follow': async ({ dokument, version }) => {
      await (await desk()).follow(dokument, version);
      return {};
    },
    'office.end': async ({ id }) => {
      await (await desk()).end(id);
      return stateNow();
    },
    'office.convert': async ({ token, ending }) => {
      mustBeAllowed();
      state.workplace();
      const program = await findConverter(rules.converter);
      if (program === null) throw new AppError('office-no-converter');
      const folder = await base;
      mustBeAllowed();
      converter ??= makeConverter(program, folder);
      return given.offer(await converter.convert({ ending, bytes: wholeOf(given.take(token), ending) }));
    },
  };
  return {
    handlers,
    close: async () => {
      isClosing = true;
      await Promise.all([converter?.kill(), opening?.then((desk) => desk.close())]);
    },
    isUnsent: async () => (await desk()).list().length > 0,
  };
}

function wholeOf(bytes: Buffer, ending: string): Buffer {
  if (!isWhole(bytes, `.${ending}`)) throw new AppError('input-invalid');
  return bytes;
}

/** A Reinschrift that a crash interrupted is made again; what it lay in goes. */
async function removeLeftConversions(base: string): Promise<void> {
  const names: string[] = await readdir(base).catch(() => []);
  for (const name of names)
    if (name.startsWith('reinschrift-')) await removeFolder(path.join(base, name)).catch(() => {});
}
