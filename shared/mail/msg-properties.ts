import { AppError } from '../errors.ts';
import { latin1Text } from '../pdf/file/objects.ts';
import type { CfbStorage } from './cfb.ts';
import { propertiesStream } from './is-msg.ts';

/** Properties of a message, a receiver or an attachment by id ([MS-OXPROPS]). */
export interface MsgProperties {
  /** Text of the first of these ids that has any; '' without. */
  readonly text: (...ids: readonly number[]) => string;
  readonly bytes: (id: number) => Uint8Array | undefined;
  readonly number: (id: number) => number | undefined;
  /** ISO 8601; null without. */
  readonly time: (id: number) => string | null;
}

/** Every runtime has it; the compiler's library for shared code does not. */
const { TextDecoder } = globalThis as unknown as {
  readonly TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };
};

const types = { long: 0x0003, time: 0x0040, ansi: 0x001e, unicode: 0x001f, binary: 0x0102 } as const;
const ENTRY_BYTES = 16;
/** 1601 to 1970, milliseconds. */
const EPOCH_MS = 11_644_473_600_000;

/** Bytes before the first property: of the message itself, of one inside another, of a receiver or an attachment (§2.4.1). */
export const headBytes = { message: 32, inner: 24, part: 8 } as const;

/** Reads the properties of a storage; `decode` reads text of the message's code page. */
export function readProperties(
  storage: CfbStorage,
  head: number,
  decode: (bytes: Uint8Array) => string,
): MsgProperties {
  const fixed = storage.stream(propertiesStream);
  if (!fixed) throw new AppError('mail-damaged', { cause: 'no properties' });
  const view = new DataView(fixed.buffer, fixed.byteOffset, fixed.byteLength);
  const values = new Map<number, number>();
  for (let at = head; at + ENTRY_BYTES <= fixed.length; at += ENTRY_BYTES) values.set(view.getUint32(at, true), at + 8);
  const placeOf = (id: number, type: number) => values.get(id * 0x10000 + type);
  const stream = (id: number, type: number) => storage.stream(`__substg1.0_${hex4(id)}${hex4(type)}`);
  const textOf = (id: number): string => {
    const unicode = stream(id, types.unicode);
    if (unicode) return utf16(unicode);
    const ansi = stream(id, types.ansi);
    return ansi ? decode(ansi) : '';
  };
  return {
    text: (...ids) => {
      for (const id of ids) {
        const found = textOf(id).replace(/\0+$/, '');
        if (found.trim() !== '') return found;
      }
      return '';
    },
    bytes: (id) => stream(id, types.binary),
    number: (id) => {
      const at = placeOf(id, types.long);
      return at === undefined ? undefined : view.getInt32(at, true);
    },
    time: (id) => {
      const at = placeOf(id, types.time);
      if (at === undefined) return null;
      const ms = Math.round((view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)) / 10_000) - EPOCH_MS;
      // Of no use, and beyond what a date can say.
      return Math.abs(ms) > 8_000_000_000_000_000 || ms <= -EPOCH_MS ? null : new Date(ms).toISOString();
    },
  };
}

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

function utf16(bytes: Uint8Array): string {
  return new TextDecoder('utf-16le').decode(bytes);
}

/** Decodes text of a Windows code page; one that nobody knows as Windows-1252. */
export function decoderOf(codePage: number | undefined): (bytes: Uint8Array) => string {
  const label = labels[codePage ?? 0] ?? (codePage !== undefined ? `windows-${codePage}` : 'windows-1252');
  if (label === 'windows-1252') return windows1252;
  try {
    const decoder = new TextDecoder(label);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return windows1252;
  }
}

/** What Windows-1252 has from 0x80 to 0x9F; some runtimes take it for Latin-1. */
const typography = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Uint8Array): string {
  return latin1Text(bytes).replace(/[\u0080-\u009f]/g, (sign) => typography[sign.charCodeAt(0) - 0x80] ?? sign);
}

const labels: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  20866: 'koi8-r',
  28591: 'iso-8859-1',
  28592: 'iso-8859-2',
  28605: 'iso-8859-15',
  65001: 'utf-8',
};
