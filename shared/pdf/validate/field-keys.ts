import { isArray, isDict, isType, type PdfDict } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { Expectation } from './explained-objects.ts';

/** What may change in a field and its widgets when an empty signature field is signed. */
export const signatureKeysFree: ReadonlySet<string> = new Set(['V', 'AP', 'M', 'F', 'MK']);

/** What may change when any other field is filled in. */
export const formKeysFree: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'M', 'I', 'RV']);

const kinds: Readonly<Record<string, Expectation>> = {
  AP: isDict,
  MK: isDict,
  I: isArray,
  F: (object) => isType(object, 'number'),
  AS: (object) => isType(object, 'name'),
};

/**
 * Are the free keys what they are in fields? The same keys mean other things in other dictionaries, which a prepared file
 * may use this one as: /I of a transparency group, /F of a file specification.
 */
export function haveFieldKinds(file: PdfFile, dicts: readonly (PdfDict | undefined)[]): boolean {
  return dicts.every((dict) =>
    Object.entries(kinds).every(([key, isRight]) => !dict?.has(key) || isRight(file.resolve(dict.get(key)))),
  );
}
