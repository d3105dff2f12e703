import { AppError } from '../../errors.ts';
import { isType, nameOf, type PdfDict, type PdfRef, textOf } from './objects.ts';
import { annotationsOf, pages } from './page-tree.ts';
import type { PdfFile } from './pdf-file.ts';

/** A terminal form field: its full name, type, and the dictionaries it inherits from, own first. */
export type FormField = {
  readonly name: string;
  readonly type: string | undefined;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
};

const stepsPerKid = 6;

/** All terminal fields of the AcroForm (§12.7.4), in order. Throws AppError 'pdf-object-damaged' for a loop. */
export function formFields(file: PdfFile): FormField[] {
  const out: FormField[] = [];
  const form = file.dict(file.catalog().get('AcroForm'));
  const seen = new Set<number>();
  const visit = (object: unknown, parentName: string, parentType: string | undefined): void => {
    if (!isType(object as never, 'ref')) return;
    const ref = object as PdfRef;
    if (seen.has(ref.num)) throw new AppError('pdf-object-damaged');
    seen.add(ref.num);
    file.fuel.deeper(() => {
      const dict = file.dict(ref);
      if (dict === undefined) return;
      const own = textOf(file.resolve(dict.get('T')));
      const name = own === undefined ? parentName : parentName === '' ? own : `${parentName}.${own}`;
      const type = nameOf(file.resolve(dict.get('FT'))) ?? parentType;
      const kids = file.array(dict.get('Kids')) ?? [];
      // Many fields may share one long list.
      file.fuel.step(1 + kids.length * stepsPerKid);
      // Kids without /T are this field's widgets, kids with /T are fields of their own.
      const subfields = kids.filter((kid) => file.dict(kid)?.has('T'));
      if (subfields.length === 0) out.push({ name, type, ref, dict });
      for (const kid of subfields) visit(kid, name, type);
    });
  };
  for (const field of file.array(form?.get('Fields')) ?? []) visit(field, '', undefined);
  return out;
}

/** A signature field, with its signature dictionary when it is signed. */
export type SignatureField = FormField & {
  readonly signature: PdfDict | undefined;
  readonly signatureRef: PdfRef | undefined;
};

/** The signature fields of the AcroForm. */
export function signatureFields(file: PdfFile): SignatureField[] {
  return formFields(file)
    .filter((field) => field.type === 'Sig')
    .map((field) => {
      const value = field.dict.get('V');
      return { ...field, signature: file.dict(value), signatureRef: isType(value, 'ref') ? value : undefined };
    });
}

/** Signature widgets on pages that no form field leads to: other readers show them, so a judgement must not miss them. */
export function unlistedSignatureFields(file: PdfFile, listed: readonly SignatureField[]): SignatureField[] {
  const known = new Set(listed.map((field) => field.ref.num));
  const out: SignatureField[] = [];
  for (const page of pages(file)) {
    for (const item of annotationsOf(file, page)) {
      const dict = file.dict(item);
      if (!isType(item, 'ref') || known.has(item.num) || dict === undefined) continue;
      if (nameOf(file.resolve(dict.get('FT'))) !== 'Sig' || !dict.has('V')) continue;
      known.add(item.num);
      const value = dict.get('V');
      out.push({
        name: textOf(file.resolve(dict.get('T'))) ?? '',
        type: 'Sig',
        ref: item,
        dict,
        signature: file.dict(value),
        signatureRef: isType(value, 'ref') ? value : undefined,
      });
    }
  }
  return out;
}
