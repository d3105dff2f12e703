import { calGray } from '../appearance/colours.ts';
import type { TextFont } from '../appearance/embed-font.ts';
import { displayMatrix, geometryOf, type PageGeometry } from '../appearance/page-geometry.ts';
import type { NewPdf } from '../file/new-file.ts';
import { dict, isDict, latin1Bytes, name, number, type PdfDict, type PdfObject, type PdfRef } from '../file/objects.ts';
import type { Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { drawnAnnotations } from './annotation-drawings.ts';
import type { ObjectCopier } from './copy-objects.ts';

/** What a copied page needs from the new file. */
export type PageCopyTask = {
  readonly file: PdfFile;
  readonly page: Page;
  readonly copier: ObjectCopier;
  readonly into: NewPdf;
  readonly parent: PdfRef;
  readonly font: PdfRef;
};

/** A copied page, and the reserved stream of its running mark (`runningMark`). */
export type CopiedPage = { readonly ref: PdfRef; readonly mark: PdfRef; readonly geometry: PageGeometry };

/**
 * Copies a page as it is seen: content and resources as they are, and above them the appearance of every visible annotation.
 * Nothing on it can be clicked any more; a signature's mark is a picture of itself.
 */
export function copyPage({ file, page, copier, into, parent, font }: PageCopyTask): CopiedPage {
  const geometry = geometryOf(file, page);
  const { box, rotation, userUnit } = geometry;
  const resources = file.dict(page.inherited.get('Resources')) ?? new Map<string, PdfObject>();
  const category = (key: string): PdfDict => {
    const copied = copier.copy(file.dict(resources.get(key)) ?? new Map());
    return isDict(copied) ? copied : new Map();
  };
  const copied = copier.copy(resources) as PdfDict;
  const drawings = drawnAnnotations(file, page);
  const forms = drawings.map(({ appearance }, at) => [`AktA${at}`, copier.copy(appearance)] as const);
  const above = drawings.map(
    ({ matrix }, at) => `q ${matrix.map((v) => Number(v.toFixed(6))).join(' ')} cm /AktA${at} Do Q\n`,
  );
  const save = into.add({ dict: dict({}), bytes: latin1Bytes('q\n') });
  const after = into.add({ dict: dict({}), bytes: latin1Bytes(`\nQ\n${above.join('')}`) });
  const mark = into.reserve();
  const contents = page.dict.get('Contents');
  const streams = file.array(contents) ?? (contents === undefined || file.resolve(contents) === null ? [] : [contents]);
  const ref = into.add(
    dict({
      Type: name('Page'),
      Parent: parent,
      MediaBox: box.map(number),
      Rotate: number(rotation),
      UserUnit: userUnit === 1 ? undefined : number(userUnit),
      Resources: new Map<string, PdfObject>([
        ...copied,
        ['XObject', new Map([...category('XObject'), ...forms])],
        ['Font', new Map([...category('Font'), ['AktF0', font]])],
        ['ColorSpace', new Map([...category('ColorSpace'), ['AktG', calGray]])],
      ]),
      // What an unbalanced content leaves behind must not turn the marks: they follow a restore.
      Contents: [save, ...streams.map((stream) => copier.copy(stream)), after, mark],
      // Transparency of a page is judged in its own group (§11.4.7).
      Group: page.dict.has('Group') ? copier.copy(page.dict.get('Group')!) : undefined,
    }),
  );
  return { ref, mark, geometry };
}

/** A line at the upper right of the page as displayed, as an artifact: screen readers pass over it. */
export function runningMark(geometry: PageGeometry, text: string, font: TextFont): Uint8Array {
  const sizePt = 9;
  const x = Math.max(0, geometry.widthPt - 18 - font.width(text, sizePt));
  const y = Math.max(0, geometry.heightPt - 18);
  const matrix = displayMatrix(geometry).map((value) => Number(value.toFixed(6)));
  const show = `BT /AktF0 ${sizePt} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${font.encode(text)} Tj ET`;
  return latin1Bytes(`/Artifact <</Type/Pagination>> BDC\nq ${matrix.join(' ')} cm /AktG cs 0.1 scn ${show} Q\nEMC\n`);
}
