import type { ErrorCode } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import type { OpenedKey } from './signer-messages.ts';

/** A certificate on a card; `id` is CKA_ID in hexadecimal, which its key shares. */
export interface CardCertificate {
  readonly id: string;
  readonly label: string;
  readonly der: Uint8Array;
}

/** What the token says about its PIN; `few-tries` and `last-try`: somebody typed a wrong one before. */
export type PinState = 'ok' | 'few-tries' | 'last-try' | 'blocked' | 'unset';

/** A card as its module describes it, without a PIN. */
export interface CardToken {
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly pin: PinState;
  /** The PIN is typed at the reader, never here. */
  readonly hasPinPad: boolean;
  readonly certificates: readonly CardCertificate[];
}

/** A reader; `token` null: no card in it, or `problem` says why it cannot be read. */
export interface CardSlot {
  readonly slot: number;
  readonly reader: string;
  readonly token: CardToken | null;
  readonly problem: ErrorCode | null;
}

/** What opens a key on a card. */
export interface CardOpening {
  readonly module: string;
  readonly slot: number;
  /** Null: typed at the reader. */
  readonly pin: string | null;
  /** CKA_ID in hexadecimal, or the label; null when the card has only one to sign with. */
  readonly certificate: string | null;
  /** Null: the usual one for the key. */
  readonly algorithm: SignatureAlgorithm | null;
  /** 'later': whoever asks judges at each signature whether the certificate may sign, because the key stays open. */
  readonly validity: 'now' | 'later';
}

/** To the process that loads a vendor's PKCS#11 module; one process serves one module. */
export type CardRequest =
  | { readonly id: number; readonly call: 'look'; readonly module: string }
  | (CardOpening & { readonly id: number; readonly call: 'open'; readonly shas: readonly string[] })
  | { readonly id: number; readonly call: 'sign'; readonly sha: string; readonly digest: Uint8Array };

/** And back. */
export type CardAnswer =
  | { readonly id: number; readonly ok: true; readonly value: readonly CardSlot[] | OpenedKey | Uint8Array }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode };
