import type { Bodies } from '../fixtures/pdf/make-pdf.ts';
import { signBytes, testKey } from '../fixtures/pdf/sign-with.ts';
import { bodyOf, updated } from '../fixtures/pdf/update-file.ts';
import { moments, raised, signLasting } from './authority.ts';
import { at, letter } from './letter.ts';
import { type CmsWish, makeCms, makeTimestamp } from './make-cms.ts';

/** Where {@link craftSignature} puts its dictionary and its widget. */
export const crafted = { signature: 40, widget: 41 } as const;

/** How a signature made by hand differs from an ordinary one. */
export type Craft = {
  readonly subFilter?: string;
  /** Further entries of the signature dictionary. */
  readonly entries?: string;
  /** Further entries of the catalog. */
  readonly catalog?: string;
  /** Further entries of the widget. */
  readonly widget?: string;
  readonly rect?: string;
  readonly cms?: CmsWish;
  /** Rewrites the text between < and >. */
  readonly contents?: (hex: string) => string;
  /** Numbers for a second hand-made signature. */
  readonly numbers?: { readonly signature: number; readonly widget: number };
  readonly isTimestamp?: boolean;
  /** So many bytes before /Contents are neither covered nor part of it. */
  readonly skipBytes?: number;
  readonly more?: (file: Buffer) => Bodies;
};

const reserveDigits = 6000;

/** Signs by an incremental update written by hand, so that everything about it can be wrong. */
export function craftSignature(file: Buffer, craft: Craft = {}): Buffer {
  const { signature, widget } = craft.numbers ?? crafted;
  const subFilter = craft.isTimestamp ? 'ETSI.RFC3161' : (craft.subFilter ?? 'ETSI.CAdES.detached');
  const type = craft.isTimestamp ? 'DocTimeStamp' : 'Sig';
  const later = updated(
    file,
    {
      [at.catalog]: bodyOf(file, at.catalog)
        .replace('<<', `<<${craft.catalog ?? ''}`)
        .replace(/\/Fields ?\[/, `/Fields[${widget} 0 R `),
      [at.page1]: bodyOf(file, at.page1).replace(/\/Annots ?\[/, `/Annots[${widget} 0 R `),
      ...craft.more?.(file),
      [signature]: `<</Type/${type}/Filter/Adobe.PPKLite/SubFilter/${subFilter}/M(D:20261121091400Z)${craft.entries ?? ''}/ByteRange [0 0000000000 0000000000 0000000000]/Contents <${'0'.repeat(reserveDigits)}>>>`,
      [widget]: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Hand${signature})/V ${signature} 0 R/P 3 0 R/F 132/Rect[${craft.rect ?? '0 0 0 0'}]${craft.widget ?? ''}>>`,
    },
    '/Info 18 0 R',
  );
  return fill(later, craft);
}

function fill(file: Buffer, craft: Craft): Buffer {
  const out = Buffer.from(file);
  const gapStart = out.lastIndexOf(`<${'0'.repeat(reserveDigits)}>`);
  const gapEnd = gapStart + reserveDigits + 2;
  const digits = (value: number): string => String(value).padStart(10, '0');
  const coveredEnd = gapStart - (craft.skipBytes ?? 0);
  const range = `[0 ${digits(coveredEnd)} ${digits(gapEnd)} ${digits(out.length - gapEnd)}]`;
  out.write(range, out.lastIndexOf('[0 0000000000 0000000000 0000000000]'), 'latin1');
  const covered = Buffer.concat([out.subarray(0, coveredEnd), out.subarray(gapEnd)]);
  const cms = craft.isTimestamp ? makeTimestamp(covered) : makeCms(covered, craft.cms);
  const hex = Buffer.from(cms).toString('hex').padEnd(reserveDigits, '0');
  out.write((craft.contents ?? ((same) => same))(hex), gapStart + 1, 'latin1');
  return out;
}

/** Signs as the author who allows only what DocMDP `level` says (§12.8.2.2). */
export function certify(file: Buffer, level: 1 | 2 | 3, craft: Craft = {}): Buffer {
  return craftSignature(file, {
    ...craft,
    catalog: `/Perms<</DocMDP ${crafted.signature} 0 R>>`,
    entries: `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${level}/V/1.2>>>>]`,
  });
}

/** Appends a document time-stamp of the test clock. */
export function timestamped(file: Buffer, numbers = { signature: 42, widget: 43 }): Buffer {
  return craftSignature(file, { isTimestamp: true, numbers });
}

/** The files that every attack begins with, made once. */
export type Bases = {
  /** The letter, not signed yet. */
  readonly plain: Buffer;
  /** Signed by the product, not certified. */
  readonly signed: Buffer;
  readonly certified: Readonly<Record<1 | 2 | 3, Buffer>>;
  /** Signed and raised to B-LTA by the product. */
  readonly archived: Buffer;
};

/** Makes the files that the attacks begin with. */
export async function makeBases(): Promise<Bases> {
  const plain = letter();
  return {
    plain,
    signed: await signBytes(plain, testKey('rsa')),
    certified: { 1: certify(plain, 1), 2: certify(plain, 2), 3: certify(plain, 3) },
    archived: await raised(await signLasting(plain, moments.signed), 'B-LTA', moments.raised),
  };
}
