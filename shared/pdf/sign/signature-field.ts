import { AppError } from '../../errors.ts';
import { geometryOf, toUserSpace } from '../appearance/page-geometry.ts';
import { drawBox } from '../appearance/text-box.ts';
import { certificationLevel, signatureLockLevel } from '../change-rights.ts';
import type { Appender } from '../file/append.ts';
import { type FormField, formFields, signatureFields } from '../file/form-fields.ts';
import { dict, isType, name, number, numberOf, type PdfObject, type PdfRef, text } from '../file/objects.ts';
import { type Page, pageAt } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { SignRequest } from '../pdf-types.ts';
import { hasTextIn } from '../validate/hidden-text.ts';
import { displayedSize, widgetOf } from './field-widget.ts';
import { layOutSignature } from './signature-look.ts';

/** The field to sign: a new one by name, or an existing empty one. */
export type ChosenField = { readonly name: string; readonly existing: FormField | null };

// Print and Locked (table 167).
const widgetFlags = 4 + 128;
// SignaturesExist and AppendOnly (table 225).
const signaturesExistAppendOnly = 3;

/** Finds the empty field of that name or a free name. Throws AppError 'pdf-field-exists', 'input-invalid'. */
export function chooseField(file: PdfFile, wanted: string | undefined): ChosenField {
  const fields = formFields(file);
  if (wanted === undefined) {
    const taken = new Set(fields.map((field) => field.name));
    let count = 1;
    while (taken.has(`Signature${count}`)) count++;
    return { name: `Signature${count}`, existing: null };
  }
  const found = fields.find((field) => field.name === wanted);
  if (found === undefined) {
    // A period separates partial names (§12.7.4.2): a new field of that name could never be found again.
    if (wanted === '' || wanted.includes('.')) throw new AppError('input-invalid');
    if (fields.some((field) => field.name.startsWith(`${wanted}.`))) throw new AppError('pdf-field-exists');
    return { name: wanted, existing: null };
  }
  const isEmpty = signatureFields(file).some((field) => field.name === wanted && field.signature === undefined);
  if (!isEmpty) throw new AppError('pdf-field-exists');
  return { name: wanted, existing: found };
}

/** A /Lock of the field becomes a FieldMDP reference of its signature (§12.7.5.5). */
export function lockReferences(file: PdfFile, field: ChosenField): readonly PdfObject[] {
  const lock = file.dict(field.existing?.dict.get('Lock'));
  if (lock === undefined) return [];
  const parms = new Map([...lock].filter(([key]) => key === 'Action' || key === 'Fields'));
  if (!parms.has('Action')) return [];
  parms.set('Type', name('TransformParams')).set('V', name('1.2'));
  return [dict({ Type: name('SigRef'), TransformMethod: name('FieldMDP'), TransformParams: parms })];
}

/** Puts the signature into its field, with its appearance; a new field joins page and form. */
export function placeField(
  update: Appender,
  field: ChosenField,
  signature: PdfRef,
  request: SignRequest,
  signerName: string,
): void {
  if (field.existing !== null) {
    fillExisting(update, field.existing, signature, request, signerName);
    return;
  }
  const { visible } = request;
  const page = pageAt(update.file, visible?.pageIndex ?? 0);
  const geometry = geometryOf(update.file, page);
  const box = visible?.rect && layOutSignature(request, visible, signerName, visible.rect);
  const rect = visible?.rect ? toUserSpace(geometry, visible.rect) : zeroRect;
  if (box) requireNoTextUnder(update.file, page, rect);
  const widget = update.add(
    dict({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: text(field.name),
      // What screen readers say instead of the name (table 226).
      TU: text(`Unterschrift von ${signerName}`),
      V: signature,
      Rect: rect,
      P: page.ref,
      F: number(widgetFlags),
      AP: dict({ N: box ? drawBox(box, geometry.rotation, update) : emptyAppearance(update) }),
    }),
  );
  update.push(page.ref, 'Annots', widget);
  joinForm(update, widget);
}

const zeroRect: readonly PdfObject[] = [0, 0, 0, 0].map(number);

/** At DocMDP 2 a new look over certified text breaks the certification for every careful reader, and for ours. */
function requireNoTextUnder(file: PdfFile, page: Page, rect: readonly PdfObject[]): void {
  const levels = [certificationLevel(file), signatureLockLevel(file)];
  const [left = 0, bottom = 0, right = 0, top = 0] = rect.map((item) => numberOf(item));
  if (levels.includes(2) && hasTextIn(file, page, [left, bottom, right, top])) {
    throw new AppError('pdf-changes-forbidden');
  }
}

/** The field keeps its place; its look stands upright on the page as displayed. */
function fillExisting(
  update: Appender,
  field: FormField,
  signature: PdfRef,
  request: SignRequest,
  signerName: string,
): void {
  update.extend(field.ref, { V: signature });
  const widget = widgetOf(update.file, field);
  const shown = displayedSize(update.file, widget);
  if (shown !== null && request.visible !== undefined) {
    const box = layOutSignature(request, request.visible, signerName, shown.size);
    update.extend(widget.ref, { AP: dict({ N: drawBox(box, shown.page.rotation, update) }) });
  }
  joinForm(update, null);
}

/** PDF/A-1 wants an appearance for every field, even for one without area. */
function emptyAppearance(update: Appender): PdfRef {
  const form = dict({ Type: name('XObject'), Subtype: name('Form'), BBox: zeroRect, Resources: dict({}) });
  return update.add({ dict: form, bytes: new Uint8Array(0) });
}

function joinForm(update: Appender, widget: PdfRef | null): void {
  const root = update.file.catalogRef();
  const form = update.file.catalog().get('AcroForm');
  const flags = { SigFlags: number(signaturesExistAppendOnly) };
  if (isType(form, 'ref') && update.file.dict(form) !== undefined) {
    update.extend(form, flags);
    if (widget !== null) update.push(form, 'Fields', widget);
    return;
  }
  const own = update.file.dict(form) ?? dict({});
  const fields = update.file.array(own.get('Fields')) ?? [];
  const grown = widget === null ? own : new Map([...own, ['Fields', [...fields, widget]] as const]);
  update.extend(root, { AcroForm: new Map([...grown, ...Object.entries(flags)]) });
}
