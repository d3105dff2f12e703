import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../shared/errors.ts';
import { type DraftStore, openDraftStore } from './journal/draft-store.ts';
import { type FilterStore, openFilterStore } from './journal/filter-store.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { type JournalBlobs, openJournalBlobs } from './journal/journal-blobs.ts';
import { openLogHead } from './journal/log-head.ts';
import { type LookStore, openLookStore } from './journal/look-store.ts';
import { openPackStore, type PackStore } from './journal/pack-store.ts';
import { openPreparedStore, type PreparedStore } from './journal/prepared-store.ts';
import { openZugriffLog, type ZugriffLog } from './journal/zugriff-log.ts';
import { openTrustFile, type TrustFile } from './trust/trust-file.ts';
import { type DeviceKey, importDeviceKey } from './vault/device-key.ts';
import type { KeyVault } from './vault/key-vault.ts';

/** Everything that exists only while unlocked. It ends with the process. */
export interface Workplace {
  readonly vault: KeyVault;
  readonly deviceKey: DeviceKey;
  readonly journal: Journal;
  readonly zugriffe: ZugriffLog;
  readonly blobs: JournalBlobs;
  readonly drafts: DraftStore;
  readonly looks: LookStore;
  readonly filters: FilterStore;
  readonly prepared: PreparedStore;
  readonly packed: PackStore;
  readonly trust: TrustFile;
  /** The clock of this computer. */
  readonly now: () => Date;
}

/** Names inside the profile; the Notfallkopie copies `vault` and `journal`. */
export const journalFolder = (profile: string) => path.join(profile, 'journal');

/**
 * Opens journal, access log, unsent bytes and draft with the vault's keys. Throws AppError 'journal-damaged', also when the
 * journal's file was lost: a new one would number from 1 again.
 */
export async function openWorkplace(profile: string, vault: KeyVault, now: () => Date): Promise<Workplace> {
  const folder = journalFolder(profile);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { enrolment, journalMade, logHeadKept, replaces = [] } = vault.secrets;
  const deviceKey = importDeviceKey(vault.secrets.deviceKey);
  const chain = { device: enrolment.device, actor: enrolment.person.id, deviceKey, now };
  const names = { journal: path.join(folder, 'journal'), zugriffe: path.join(folder, 'zugriffe') };
  if (journalMade) for (const file of Object.values(names)) await mustBeThere(file);
  const workplace = {
    vault,
    now,
    deviceKey,
    journal: await openJournal({ path: names.journal, key: vault.key('journal'), replaces, ...chain }),
    zugriffe: await openZugriffLog({
      path: names.zugriffe,
      key: vault.key('zugriffe'),
      head: openLogHead(path.join(folder, 'zugriffe-ende'), vault.key('zugriffe-ende')),
      wasHeadKept: logHeadKept ?? false,
      ...chain,
    }),
    blobs: await openJournalBlobs(path.join(folder, 'blobs'), vault.key('journal-blobs')),
    drafts: openDraftStore(path.join(folder, 'draft'), vault.key('draft')),
    looks: openLookStore(path.join(folder, 'look'), vault.key('look')),
    filters: openFilterStore(path.join(folder, 'filters'), vault.key('filters')),
    prepared: openPreparedStore(path.join(folder, 'prepared'), vault.key('prepared')),
    packed: openPackStore(path.join(folder, 'packed'), vault.key('packed')),
    trust: openTrustFile(path.join(profile, 'trust-list.json'), vault),
  };
  // A full disk keeps nobody out: the next start writes it.
  await vault
    .saveSecrets((secrets) => {
      const isNew = workplace.zugriffe.isHeadKept && !secrets.logHeadKept;
      if (secrets.journalMade && !isNew) return secrets;
      return { ...secrets, journalMade: true, ...(isNew && { logHeadKept: true }) };
    })
    .catch(() => {});
  return workplace;
}

async function mustBeThere(file: string): Promise<void> {
  await access(file).catch((cause: unknown) => {
    throw new AppError('journal-damaged', { cause });
  });
}
