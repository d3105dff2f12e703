import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Pair } from './compare-protocol.ts';

/** Above this the pages are paired by their numbers: the table below would be too large. */
const mostCells = 4_000_000;

/**
 * Which pages belong side by side. As many on both sides: by their numbers. Otherwise pages that are the same object stay
 * together, so that one page that was put in or taken out does not make all later ones differ.
 */
export async function pairPages(signed: PDFDocumentProxy, current: PDFDocumentProxy): Promise<readonly Pair[]> {
  const [m, n] = [signed.numPages, current.numPages];
  if (m === n || m * n > mostCells) return byNumber(m, n);
  return alignPages(await pageKeys(signed), await pageKeys(current));
}

/** Pairs equal keys in order (longest common subsequence); what lies between two such pairs goes side by side. */
export function alignPages(signed: readonly string[], current: readonly string[]): readonly Pair[] {
  const width = current.length + 1;
  const longest = new Uint32Array((signed.length + 1) * width);
  for (let i = signed.length - 1; i >= 0; i--) {
    for (let k = current.length - 1; k >= 0; k--) {
      longest[i * width + k] =
        signed[i] === current[k]
          ? longest[(i + 1) * width + k + 1]! + 1
          : Math.max(longest[(i + 1) * width + k]!, longest[i * width + k + 1]!);
    }
  }
  const pairs: Pair[] = [];
  let [fromSigned, fromCurrent] = [0, 0];
  const fill = (toSigned: number, toCurrent: number) => {
    for (; fromSigned < toSigned || fromCurrent < toCurrent; fromSigned++, fromCurrent++) {
      pairs.push({
        signed: fromSigned < toSigned ? fromSigned : null,
        current: fromCurrent < toCurrent ? fromCurrent : null,
      });
    }
    [fromSigned, fromCurrent] = [toSigned, toCurrent];
  };
  for (let i = 0, k = 0; i < signed.length && k < current.length; ) {
    if (signed[i] === current[k]) {
      fill(i, k);
      pairs.push({ signed: i++, current: k++ });
      [fromSigned, fromCurrent] = [i, k];
    } else if (longest[(i + 1) * width + k]! >= longest[i * width + k + 1]!) i++;
    else k++;
  }
  fill(signed.length, current.length);
  return pairs;
}

function byNumber(m: number, n: number): readonly Pair[] {
  return Array.from({ length: Math.max(m, n) }, (_, index) => ({
    signed: index < m ? index : null,
    current: index < n ? index : null,
  }));
}

async function pageKeys(pdf: PDFDocumentProxy): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number).catch(() => null);
    keys.push(page?.ref ? `${page.ref.num} ${page.ref.gen}` : `unreadable ${number}`);
  }
  return keys;
}
