import { AppError, errorCode } from '../../shared/errors.ts';
import { addLaufzettel } from '../replica/add-laufzettel.ts';
import { addMember } from '../replica/add-member.ts';
import { addPruefbericht } from '../replica/add-pruefbericht.ts';
import { addVersion } from '../replica/add-version.ts';
import {
  addVermerk,
  chooseVersion,
  closeVorgang,
  createVorgang,
  editDokument,
  editVorgang,
  fileDokument,
  resolveKonflikt,
} from '../replica/edit-records.ts';
import { flush } from '../replica/flush.ts';
import { importDokument } from '../replica/import-dokument.ts';
import { LentVersions } from '../replica/lent-versions.ts';
import type { FetchBlob } from '../replica/open-blob.ts';
import { packAkten, unpackAkten } from '../replica/pack-akten.ts';
import { readSignatures } from '../replica/read-signatures.ts';
import { openVersion, readVersion } from '../replica/read-version.ts';
import { discardRejected, retryRejected } from '../replica/rejected.ts';
import type { Replica } from '../replica/replica.ts';
import { setStempelart } from '../replica/stempelarten.ts';
import type { CommandName, Commands } from '../replica-api.ts';
import { readSeal, sealVersion } from './seal-version.ts';
import type { ServerClient } from './server-client.ts';
import type { SyncLoop } from './sync-loop.ts';
import type { Downloads } from './transfer-blob.ts';

export type CommandHandlers = {
  readonly [C in CommandName]: (input: Commands[C]['input']) => Promise<Commands[C]['output']>;
};

/** Everything the screens' actions may tell the replica to do. */
export function createCommands(parts: {
  readonly replica: Replica;
  readonly download: Downloads;
  readonly loop: Pick<SyncLoop, 'syncNow'>;
  readonly server: ServerClient;
}): CommandHandlers {
  const { replica, loop, server } = parts;
  const fetchBlob = createFetchBlob(parts.download);
  const lent = new LentVersions();
  return {
    editVorgang: (input) => editVorgang(replica, input),
    editDokument: (input) => editDokument(replica, input),
    createVorgang: (input) => createVorgang(replica, input),
    importDokument: (input) => importDokument(replica, input),
    fileDokument: (input) => fileDokument(replica, input),
    addVersion: (input) => addVersion(replica, lent, input),
    addLaufzettel: (input) => addLaufzettel(replica, input),
    addMember: (input) => addMember(replica, input),
    addPruefbericht: (input) => addPruefbericht(replica, input),
    chooseVersion: (input) => chooseVersion(replica, input),
    addVermerk: (input) => addVermerk(replica, input),
    closeVorgang: (input) => closeVorgang(replica, input),
    readVersion: (input) => readVersion(replica, fetchBlob, input),
    readSignatures: (input) => readSignatures(replica, fetchBlob, input),
    lendVersion: async (input) => lent.lend(await openVersion(replica, fetchBlob, input)),
    returnVersion: async ({ id }) => {
      lent.giveBack(id);
      return null;
    },
    resolveKonflikt: (input) => resolveKonflikt(replica, input),
    setStempelart: (input) => setStempelart(replica, input),
    packAkten: ({ akten }) => packAkten(replica, akten),
    unpackAkten: ({ akten }) => unpackAkten(replica, akten),
    discardRejected: ({ n }) => discardRejected(replica, n),
    retryRejected: ({ n }) => retryRejected(replica, n),
    readTrust: () => replica.trust.read(),
    readSeal: () => readSeal(server),
    sealVersion: ({ version }) => sealVersion({ server, loop, id: crypto.randomUUID() }, version),
    syncNow: () => loop.syncNow().then(() => null),
    flush: () => flush(replica).then(() => null),
  };
}

/** Fetches one blob for a person who waits. */
export function createFetchBlob(download: Downloads): FetchBlob {
  return async (blob, key) => {
    try {
      await download(blob, { key, signal: new AbortController().signal, onBytes: () => undefined });
    } catch (cause) {
      throw errorCode(cause) === 'server-unreachable' ? new AppError('version-not-here', { cause }) : cause;
    }
  };
}
