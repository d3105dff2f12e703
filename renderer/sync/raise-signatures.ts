import { errorCode } from '../../shared/errors.ts';
import type { RaisedPdf, RaiseOrder } from '../../shared/pdf/level/raise-pdf.ts';
import type { RangeFile } from '../ranges/lend-file.ts';
import { addPrimaerdokument } from '../replica/add-primaerdokument.ts';
import { appendedContent } from '../replica/content.ts';
import { type DueSignature, dueSignatures } from '../replica/due-signatures.ts';
import type { FetchBlob } from '../replica/open-blob.ts';
import { openVersion } from '../replica/read-version.ts';
import type { Replica } from '../replica/replica.ts';
import { noteNotRaised } from './note-not-raised.ts';

/** While one file waits for the network the others go on; large ones come one by one. */
const LANES = 4;
const LARGE_BYTES = 16 * 1024 * 1024;

/** Where the files are raised: a worker that parses them and has neither keys nor network. */
export interface Raiser {
  raise(task: Omit<RaiseOrder, 'source'> & { readonly file: RangeFile }): Promise<RaisedPdf>;
  close(): void;
}

/** The upgrade queue of this device. */
export interface Raising {
  /** Raises what is due; who calls again meanwhile waits for the same round. */
  run(): Promise<void>;
}

/**
 * Raises signatures after the sync, without anybody's doing (L10-L14). What is due follows from the records alone, and a
 * raised file is journalled like any other change: whenever the program ends, the next start goes on from there.
 */
export function createRaising(parts: {
  readonly replica: Replica;
  readonly fetchBlob: FetchBlob;
  readonly startRaiser: () => Raiser;
  /** Certificates (DER) at which chains end. */
  readonly anchors: () => Promise<readonly Uint8Array[]>;
  readonly random: () => number;
}): Raising {
  const { replica } = parts;
  let running: Promise<void> | null = null;

  const round = async () => {
    const due = dueSignatures(replica);
    if (due.length === 0) return;
    const raiser = parts.startRaiser();
    try {
      const small = due.filter(({ sizeBytes }) => sizeBytes <= LARGE_BYTES);
      const large = due.filter(({ sizeBytes }) => sizeBytes > LARGE_BYTES);
      const goesOn = await inLanes(small, LANES, (one) => raiseOne(raiser, one));
      if (goesOn) await inLanes(large, 1, (one) => raiseOne(raiser, one));
    } finally {
      raiser.close();
    }
  };

  /** False when there is no point in trying another one now. */
  const raiseOne = async (raiser: Raiser, { version }: DueSignature): Promise<boolean> => {
    const level = replica.state.raiseTo;
    if (level === 'none') return false;
    const access = { action: 'pack', purpose: 'raise-signature', format: 'best' } as const;
    try {
      const file = await openVersion(replica, parts.fetchBlob, { version, ...access });
      const { appended, ...raised } = await raiser.raise({
        file,
        level,
        trust: await parts.anchors(),
        at: replica.now(),
      });
      if (appended && raised.level) {
        const content = appendedContent(file, appended);
        const { level: stufe, carriesUntil: traegtBis } = raised;
        await addPrimaerdokument(replica, { version, stufe, content, traegtBis });
      }
      const isThere = raised.code === null && appended === null;
      if (isThere || raised.code) await noteNotRaised(replica, { version, code: raised.code, random: parts.random() });
      return true;
    } catch (error) {
      const code = errorCode(error);
      await noteNotRaised(replica, { version, code, random: parts.random() });
      return !noLine.has(code);
    }
  };

  return {
    run() {
      running ??= round().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** Nobody answers: the others would only fail, too. */
const noLine: ReadonlySet<string> = new Set(['tsa-unreachable', 'tsa-missing', 'internal']);

/** Works through `items` with so many at a time; false when one of them said to stop. */
async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<boolean>): Promise<boolean> {
  let next = 0;
  let goesOn = true;
  const lane = async () => {
    for (let item = items[next++]; goesOn && item !== undefined; item = items[next++]) {
      if (!(await work(item))) goesOn = false;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return goesOn;
}
