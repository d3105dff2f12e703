import { z } from 'zod';
import { type PreparedSignature, preparedSchema } from '../../shared/bridge.ts';
import { AppError } from '../../shared/errors.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

/** Signatures that wait for a connection: one encrypted file, replaced as a whole. */
export interface PreparedStore {
  /** Oldest first. Throws AppError 'journal-damaged': a signature that was asked for is not lost silently. */
  list(): Promise<readonly PreparedSignature[]>;
  /** Answers after fsync. One per Dokument: a later one takes the place of the earlier. */
  keep(prepared: PreparedSignature): Promise<void>;
  discard(id: string): Promise<void>;
}

/** More than anybody prepares on the way. */
const MOST = 500;

/** A store in `path` under `key`. */
export function openPreparedStore(path: string, key: Uint8Array): PreparedStore {
  const inTurn = queue();

  async function read(): Promise<readonly PreparedSignature[]> {
    const sealed = await readIfThere(path);
    if (!sealed) return [];
    const plain = unseal(key, 'prepared', sealed);
    const parsed = plain && z.array(preparedSchema).safeParse(JSON.parse(plain.toString(), withImage));
    if (!parsed?.success) throw new AppError('journal-damaged');
    return parsed.data;
  }

  const write = (all: readonly PreparedSignature[]) =>
    replaceFile(path, seal(key, 'prepared', Buffer.from(JSON.stringify(all, asText))));

  return {
    list: () => inTurn(read),
    keep: (prepared) =>
      inTurn(async () => {
        const others = (await read()).filter(({ dokument }) => dokument !== prepared.dokument);
        if (others.length >= MOST) throw new AppError('too-large');
        await write([...others, prepared]);
      }),
    discard: (id) => inTurn(async () => write((await read()).filter((each) => each.id !== id))),
  };
}

/** JSON knows no bytes: pictures are base64 on disk. */
function asText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function withImage(key: string, value: unknown): unknown {
  return key === 'image' && typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value;
}
