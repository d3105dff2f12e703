import { AppError } from '../../errors.ts';
import { geometryOf, toUserSpace } from '../appearance/page-geometry.ts';
import { drawBox, layOutBox, type TextBox } from '../appearance/text-box.ts';
import { certificationLevel, signatureLockLevel } from '../change-rights.ts';
import type { Appender } from '../file/append.ts';
import { type FormField, formFields, signatureFields } from '../file/form-fields.ts';
import { dict, isType, name, number, numberOf, type PdfObject, type PdfRef, text } from '../file/objects.ts';
import { type Page, pageAt } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { SignRequest } from '../pdf-types.ts';
import { hasTextIn } from '../validate/hidden-text.ts';

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
export function lockReference(file: PdfFile, field: ChosenField): PdfObject | undefined {
  const lock = file.dict(field.existing?.dict.get('Lock'));
  if (lock === undefined) return undefined;
  const parms = new Map([...lock].filter(([key]) => key === 'Action' || key === 'Fields'));
  if (!parms.has('Action')) return undefined;
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
  if (field.existing !== null) fillExisting(update, field.existing, signature, request, signerName);
  else {
    const page = pageAt(update.file, request.visible?.pageIndex ?? 0);
    const geometry = geometryOf(update.file, page);
    const box = request.visible === undefined ? null : appearanceBox(request, signerName, request.visible.rect);
    const rect = request.visible === undefined ? zeroRect : toUserSpace(geometry, request.visible.rect);
    if (request.visible !== undefined) requireNoTextUnder(update.file, page, rect);
    const widget = update.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: text(field.name),
        V: signature,
        Rect: rect,
        P: page.ref,
        F: number(widgetFlags),
        AP: dict({ N: box === null ? emptyAppearance(update) : drawBox(box, geometry.rotation, update) }),
      }),
    );
    update.push(page.ref, 'Annots', widget);
    joinForm(update, widget);
  }
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

function fillExisting(
  update: Appender,
  field: FormField,
  signature: PdfRef,
  request: SignRequest,
  signerName: string,
): void {
  const size = sizeOf(update.file, field);
  const hasArea = size.width > 0 && size.height > 0;
  const box = hasArea && request.visible !== undefined ? appearanceBox(request, signerName, size) : null;
  const appearance = box === null ? {} : { AP: dict({ N: drawBox(box, 0, update) }) };
  update.extend(field.ref, { V: signature, ...appearance });
  joinForm(update, null);
}

function sizeOf(file: PdfFile, field: FormField): Size {
  const rect = (file.array(field.dict.get('Rect')) ?? []).map((item) => numberOf(file.resolve(item)) ?? 0);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect;
  return { width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
}

type Size = { readonly width: number; readonly height: number };

/** Name, time and reason; laid out to the rectangle's own proportions by the viewer's fitting rule (§12.5.5). */
function appearanceBox(request: SignRequest, signerName: string, size: Size): TextBox {
  const lines = [
    { text: 'Elektronisch signiert', sizePt: 8 },
    { text: signerName, sizePt: 11 },
    { text: `${germanTime(request.at)} (Angabe des Unterzeichners)`, sizePt: 7 },
    ...(request.reason ? [{ text: request.reason, sizePt: 8 }] : []),
    ...(request.location ? [{ text: request.location, sizePt: 8 }] : []),
  ];
  const box = layOutBox(lines, request.visible!.font, 80);
  const { width, height } = size;
  if (!(width > 0 && height > 0)) throw new AppError('input-invalid');
  // Grow the shorter side, so that fitting the box into the rectangle keeps the letters' proportions.
  const ratio = width / height;
  const grownWidth = Math.max(box.widthPt, box.heightPt * ratio);
  return { ...box, widthPt: grownWidth, heightPt: Math.max(box.heightPt, grownWidth / ratio) };
}

function germanTime(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  return `${date.split('-').reverse().join('.')} ${time.slice(0, 5)} UTC`;
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
