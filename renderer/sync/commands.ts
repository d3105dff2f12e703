import { AppError, errorCode } from '../../shared/errors.ts';
import { addBericht } from '../replica/add-bericht.ts';
import { addLaufzettel } from '../replica/add-laufzettel.ts';
import { addMember } from '../replica/add-member.ts';
import { addSchreiben } from '../replica/add-schreiben.ts';
import { addVersion } from '../replica/add-version.ts';
import { assignEingaenge } from '../replica/assign-eingaenge.ts';
import { checkStore } from '../replica/check-store.ts';
import { createEntwurf } from '../replica/create-entwurf.ts';
import { closeAkte, createAkte, editAkte, link, moveVorgang, reopen } from '../replica/edit-akten.ts';
import {
  addVermerk,
  chooseVersion,
  closeVorgang,
  createVorgang,
  editDokument,
  editVorgaenge,
  editVorgang,
  resolveKonflikt,
} from '../replica/edit-records.ts';
import { fileDokument, takeBackAblage } from '../replica/file-eingang.ts';
import { flush } from '../replica/flush.ts';
import { setFrist, settleFrist } from '../replica/fristen/change-fristen.ts';
import { checkGangFiles } from '../replica/geschaeftsgang/check-gang-files.ts';
import {
  addSchritte,
  completeSchritt,
  delegateSchritt,
  markChange,
  recallSchritt,
  reopenGang,
} from '../replica/geschaeftsgang/gang-acts.ts';
import { importDokument } from '../replica/import-dokument.ts';
import type { Recognition } from '../replica/indexing/recognition.ts';
import { LentVersions } from '../replica/lent-versions.ts';
import type { FetchBlob } from '../replica/open-blob.ts';
import { forgetLeft, freeSpace, pack, unpack } from '../replica/pack-scopes.ts';
import { dispatch, noteDelivery } from '../replica/postausgang/dispatch.ts';
import { readSignatures } from '../replica/read-signatures.ts';
import { openVersion, readVersion } from '../replica/read-version.ts';
import { askReopening, discardRejected, keepAsVermerk, retryRejected } from '../replica/rejected.ts';
import type { Replica } from '../replica/replica.ts';
import { setStempelart } from '../replica/stempelarten.ts';
import { takeDraft } from '../replica/take-draft.ts';
import { handOver, putAway } from '../replica/uebergabe/hand-over.ts';
import { describePackage, findPackage } from '../replica/uebergabe/received-packages.ts';
import { layAside, takePackage } from '../replica/uebergabe/settle-package.ts';
import { standIn } from '../replica/vertretung.ts';
import type { CommandName, Commands } from '../replica-api.ts';
import { createPackages } from './fetch-package.ts';
import { ensureNumbers } from './reserve-numbers.ts';
import { createSealing, readSeal } from './seal-version.ts';
import type { ServerClient } from './server-client.ts';
import type { SyncLoop } from './sync-loop.ts';
import type { Downloads } from './transfer-blob.ts';

/** `onPart` is told what is known before the answer. */
export type CommandHandlers = {
  readonly [C in CommandName]: (
    input: Commands[C]['input'],
    onPart?: (part: Commands[C]['output']) => void,
  ) => Promise<Commands[C]['output']>;
};

/** Everything the screens' actions may tell the replica to do. */
export function createCommands(parts: {
  readonly replica: Replica;
  readonly download: Downloads;
  readonly loop: Pick<SyncLoop, 'syncNow'>;
  readonly server: ServerClient;
  readonly search: CommandHandlers['search'];
  readonly recognition: Recognition;
}): CommandHandlers {
  const { replica, loop, server, recognition } = parts;
  const fetchBlob = createFetchBlob(parts.download);
  const lent = new LentVersions();
  const seal = createSealing({ server, loop, newId: replica.newId });
  const packages = createPackages(replica, server);
  let checking = new AbortController();
  return {
    editVorgang: (input) => editVorgang(replica, input),
    editVorgaenge: (input) => editVorgaenge(replica, input),
    editDokument: (input) => editDokument(replica, input),
    standIn: (input) => standIn(replica, input),
    createVorgang: async (input) => {
      await ensureNumbers(server, replica, { akte: input.akte });
      return createVorgang(replica, input);
    },
    createAkte: async (input) => {
      await ensureNumbers(server, replica, { einheit: input.aktenplaneinheit });
      return createAkte(replica, input);
    },
    editAkte: (input) => editAkte(replica, input),
    closeAkte: (input) => closeAkte(replica, input),
    reopen: (input) => reopen(replica, input),
    moveVorgang: (input) => moveVorgang(replica, input),
    link: (input) => link(replica, input),
    importDokument: (input) => importDokument(replica, input),
    assignDokumente: (input) => assignEingaenge(replica, input),
    fileDokument: (input) => fileDokument(replica, input),
    takeBackAblage: (input) => takeBackAblage(replica, input),
    addVersion: (input) => addVersion(replica, lent, input),
    takeDraft: (input) => takeDraft(replica, lent, input),
    createEntwurf: (input) => createEntwurf(replica, input),
    addLaufzettel: (input) => addLaufzettel(replica, input),
    addMember: (input) => addMember(replica, input),
    addBericht: (input) => addBericht(replica, input),
    addSchreiben: (input) => addSchreiben(replica, input),
    chooseVersion: (input) => chooseVersion(replica, input),
    addVermerk: (input) => addVermerk(replica, input),
    closeVorgang: (input) => closeVorgang(replica, input),
    dispatch: (input) => dispatch(replica, input),
    noteDelivery: (input) => noteDelivery(replica, input),
    setFrist: (input) => setFrist(replica, input),
    settleFrist: (input) => settleFrist(replica, input),
    readVersion: (input) => readVersion(replica, fetchBlob, input),
    readSignatures: (input) => readSignatures(replica, fetchBlob, input),
    lendVersion: async (input) => lent.lend(await openVersion(replica, fetchBlob, input)),
    streamVersion: async (input) => lent.stream(await openVersion(replica, fetchBlob, input)),
    returnVersion: async ({ id }) => {
      lent.giveBack(id);
      return null;
    },
    resolveKonflikt: (input) => resolveKonflikt(replica, input),
    setStempelart: (input) => setStempelart(replica, input),
    pack: ({ scopes }) => pack(replica, scopes),
    unpack: ({ scopes }) => unpack(replica, scopes),
    pausePacking: ({ isPaused }) =>
      replica.changePackList((list) => ({ ...list, paused: isPaused ? 'person' : null })).then(() => null),
    forgetLeft: () => forgetLeft(replica),
    checkGangFiles: (input) => checkGangFiles(replica, input),
    checkStore: async () => {
      checking = new AbortController();
      await checkStore(replica, checking.signal);
      return null;
    },
    endCheck: async () => {
      checking.abort();
      return null;
    },
    freeSpace: () => freeSpace(replica),
    discardRejected: ({ n, grund }) => discardRejected(replica, n, grund),
    keepAsVermerk: (input) => keepAsVermerk(replica, input),
    askReopening: ({ n, grund }) => askReopening(replica, n, grund),
    retryRejected: ({ n }) => retryRejected(replica, n),
    handOver: (input) => handOver(replica, input),
    putAway: ({ n }) => putAway(replica, n),
    openPackage: async ({ id }) => describePackage(replica, (await packages.open(id)).opened),
    readPackageFile: async ({ id, sha }) => {
      const bytes = (await packages.open(id)).opened.files.get(sha);
      if (!bytes) throw new AppError('not-found');
      return { bytes };
    },
    takePackage: async ({ id, ...input }) => takePackage(replica, await packages.open(id), input),
    layAside: ({ id, grund }) => layAside(replica, findPackage(replica, id), grund),
    addSchritte: (input) => addSchritte(replica, input),
    recallSchritt: (input) => recallSchritt(replica, input),
    delegateSchritt: (input) => delegateSchritt(replica, input),
    completeSchritt: (input) => completeSchritt(replica, input),
    markChange: (input) => markChange(replica, input),
    reopenGang: (input) => reopenGang(replica, input),
    readTrust: () => replica.trust.read(),
    readSeal: () => readSeal(server),
    sealVersion: ({ version }) => seal(version),
    search: parts.search,
    recogniseText: ({ version }) => recognition.ask(version).then(() => null),
    lookForScans: () => recognition.look().then(() => null),
    readTextLayer: async ({ version }) => ({ pages: await recognition.layer(version) }),
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
