import { columnsFromBytes, columnsToBytes, LAYOUT } from './column-bytes.ts';
import type { ReplicaDatabase } from './database.ts';
import type { PackFiles } from './pack-files.ts';
import type { RecordTables } from './record-store.ts';
import type { ReplicaState } from './replica-state.ts';
import { openRow, SEALED_MORE_BYTES, type SealedRow, type Sealer, sealRow } from './seal.ts';

/** Plain bytes sealed at once; pieces are sealed and opened side by side. */
const PIECE_BYTES = 512 * 1024;
const FILE_PREFIX = 'columns-';
const ROW = 1;

/**
 * The row of `columns`: which file holds the snapshot. It goes with every transaction that writes a segment, and counts only
 * while the hot store is empty.
 */
interface SnapshotRow {
  readonly layout: string;
  readonly nextSegment: number;
  readonly file: string;
  readonly sizeBytes: number;
  /** Keys of records that lay under unsent changes when the snapshot was taken. */
  readonly overlaid: readonly string[];
}

/** Whether a file of the packs is a snapshot. */
export const isSnapshotFile = (name: string) => name.startsWith(FILE_PREFIX);

/** Where snapshots lie and how they are sealed. */
export interface SnapshotGround {
  readonly files: PackFiles;
  readonly sealer: Sealer;
}

/**
 * Writes the columns into a file of their own, which is read ten times as fast as rows of IndexedDB; answers the row that makes
 * it count. Not synced: a file that a power cut left short is refused by its seal, and the segments are read.
 */
export async function writeSnapshot(
  { files, sealer }: SnapshotGround,
  tables: RecordTables,
  facts: { readonly state: ReplicaState; readonly overlaid: readonly string[] },
): Promise<SealedRow> {
  const all = columnsToBytes(tables);
  const file = `${FILE_PREFIX}${crypto.randomUUID()}`;
  try {
    for (let index = 0; index * PIECE_BYTES < all.length; index++) {
      const plain = all.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
      await files.write(
        file,
        index * (PIECE_BYTES + SEALED_MORE_BYTES),
        await sealer.seal(contextOf(file, index), plain),
      );
    }
    await files.release(file);
  } catch (error) {
    await files.remove(file);
    throw error;
  }
  const { nextSegment } = facts.state;
  const row: SnapshotRow = { layout: LAYOUT, nextSegment, file, sizeBytes: all.length, overlaid: facts.overlaid };
  return sealRow(sealer, 'columns', ROW, nextSegment, row);
}

/** Removes files that no row speaks of any more; `present` = the one that stays. */
export async function removeSnapshots(files: PackFiles, present: SealedRow | null, sealer: Sealer): Promise<void> {
  const kept = present && ((await openRow(sealer, 'columns', present)) as SnapshotRow).file;
  const names = (await files.list()).filter((name) => isSnapshotFile(name) && name !== kept);
  for (const name of names) await files.remove(name);
}

/** Fills the tables from the snapshot; null when there is none that fits, then the tables are untouched. */
export async function loadSnapshot(
  database: ReplicaDatabase,
  ground: SnapshotGround,
  into: { readonly tables: RecordTables; readonly state: ReplicaState },
): Promise<{ readonly overlaid: readonly string[] } | null> {
  const row = await database.columns.get(ROW);
  const snapshot = row && ((await openRow(ground.sealer, 'columns', row).catch(() => null)) as SnapshotRow | null);
  if (snapshot?.layout !== LAYOUT || snapshot.nextSegment !== into.state.nextSegment) return null;
  const all = await readFile(ground, snapshot).catch(() => null);
  if (!all) return null;
  columnsFromBytes(all, into.tables);
  return { overlaid: snapshot.overlaid };
}

/** Throws AppError 'replica-damaged' when anything of it was changed or is missing. */
async function readFile({ files, sealer }: SnapshotGround, { file, sizeBytes }: SnapshotRow) {
  const all = new Uint8Array(sizeBytes);
  const opening: Promise<void>[] = [];
  for (let at = 0, index = 0; at < sizeBytes; at += PIECE_BYTES, index++) {
    const length = Math.min(PIECE_BYTES, sizeBytes - at) + SEALED_MORE_BYTES;
    const sealed = await files.read(file, index * (PIECE_BYTES + SEALED_MORE_BYTES), length);
    const opened = sealer.open(contextOf(file, index), sealed).then((plain) => all.set(plain, at));
    opened.catch(() => undefined);
    opening.push(opened);
  }
  await files.release(file);
  await Promise.all(opening);
  return all;
}

const contextOf = (file: string, index: number) => ['columns', file, index].join('|');
