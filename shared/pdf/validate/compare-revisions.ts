import { certificationLevel, fieldLocks, signatureLockLevel } from '../change-rights.ts';
import { type FormField, formFields, signatureFields } from '../file/form-fields.ts';
import { isArray, isDict, isType, nameOf, type PdfDict, type PdfObject, type PdfRef, textOf } from '../file/objects.ts';
import { pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { CertificationLevel } from '../pdf-types.ts';
import { AnnotationPlaces, widgetNumbers } from './annotation-places.ts';
import type { ChangeFact } from './change-fact.ts';
import { type Expectation, ExplainedObjects, isFormXObject, isMetadata } from './explained-objects.ts';
import { formKeysFree, haveFieldKinds, signatureKeysFree } from './field-keys.ts';
import { layoutCodes, walkLayout } from './file-layout.ts';
import { coversContent } from './hidden-content.ts';
import { coversText } from './hidden-text.ts';
import {
  changedKeys,
  isContainer,
  isSameEntry,
  isWrittenAlike,
  movedNumbers,
  type SignedGraph,
  sameObject,
  signedGraph,
} from './object-graph.ts';
import { pagesUsing } from './page-objects.ts';
import { isPermittedAnnotation, isQuietField } from './permitted-annotation.ts';
import { keepsStore } from './store-growth.ts';

/** What later revisions did to a signed one; `warned`: permitted, yet it may deceive. */
export type Changes = {
  readonly permitted: readonly ChangeFact[];
  readonly forbidden: readonly ChangeFact[];
  readonly warned: readonly ChangeFact[];
};

const catalogKeysFree = new Map<string, Expectation>([
  ['DSS', isDict],
  ['Extensions', isDict],
  ['Version', (object) => isType(object, 'name')],
  ['Metadata', isMetadata],
]);
const longestWords = 200;
/**
 * Rule 4: everything after a signature is forbidden unless it is on the white list: security store, document time-stamps,
 * further signatures, form fill where nothing locks it, stamps on uncertified files, and all annotations at DocMDP 3.
 */
export function compareRevisions(signed: PdfFile, current: PdfFile): Changes {
  return new Comparison(signed, current).run();
}

class Comparison {
  private readonly a: PdfFile;
  private readonly b: PdfFile;
  private readonly level: CertificationLevel | null;
  private readonly permitted: ChangeFact[] = [];
  private readonly forbidden: ChangeFact[] = [];
  private readonly warned: ChangeFact[] = [];
  private readonly isLocked: (fieldName: string) => boolean;
  private readonly graph: SignedGraph;
  private readonly explained: ExplainedObjects;
  private readonly newNumbers = new Set<number>();
  private readonly places: AnnotationPlaces;
  /** Permitted annotations, and fields filled in, by object number. */
  private readonly added = new Set<number>();
  private readonly widgets = new Set<number>();
  private readonly filled = new Set<number>();

  constructor(signed: PdfFile, current: PdfFile) {
    this.a = signed;
    this.b = current;
    const levels = [certificationLevel(signed), signatureLockLevel(signed)].filter((level) => level !== null);
    this.level = levels.length === 0 ? null : (Math.min(...levels) as CertificationLevel);
    this.isLocked = fieldLocks(signed);
    this.graph = signedGraph(signed);
    this.explained = new ExplainedObjects(signed, current, this.graph, this.newNumbers);
    this.places = new AnnotationPlaces(current);
  }

  run(): Changes {
    const { moved, removed } = movedNumbers(this.a, this.b);
    for (const num of moved) {
      const was = this.a.xref.entries.get(num);
      if ((was === undefined || was.kind === 'free') && !this.graph.dangling.has(num)) this.newNumbers.add(num);
    }
    this.trailer();
    this.catalog();
    this.form();
    this.pages();
    this.warned.push(...coversContent(this.a, this.b, this.added, 'everything'));
    this.warned.push(...coversContent(this.a, this.b, this.filled, 'pictures'));
    this.objects(moved, removed);
    this.layout();
    return { permitted: this.permitted, forbidden: this.forbidden, warned: this.warned };
  }

  /** What nothing above explains. */
  private objects(moved: readonly number[], removed: readonly number[]): void {
    const isLeft = (num: number): boolean =>
      !this.explained.has(num) &&
      !(this.newNumbers.has(num) ? isContainer(this.b, num) : isWrittenAlike(this.a, this.b, num));
    const left = moved.filter(isLeft);
    const pageOf = left.length === 0 ? new Map<number, number>() : pagesUsing(this.a);
    for (const num of left) {
      const pageIndex = pageOf.get(num);
      const name = String(num);
      if (this.newNumbers.has(num)) this.forbid({ code: 'object-added', name });
      else if (pageIndex === undefined) this.forbid({ code: 'object-changed', name });
      else this.forbid({ code: 'page-object-changed', name, pageIndex });
    }
    for (const num of removed)
      if (!isContainer(this.a, num)) this.forbid({ code: 'object-removed', name: String(num) });
  }

  private forbid(fact: ChangeFact): void {
    this.forbidden.push(fact);
  }

  /** A field by its name, and where it shows. */
  private placed(field: FormField): Pick<ChangeFact, 'name' | 'pageIndex' | 'rect'> {
    return { name: field.name, ...this.places.ofField(field) };
  }

  /** What the chain does not list, or says twice, is another document for other readers. */
  private layout(): void {
    const { source, xref } = this.a;
    const codes = new Set(walkLayout(this.b, source.size).map(({ kind }) => layoutCodes[kind]));
    for (const code of codes) this.forbid({ code });
    for (const { offset, doubles } of this.b.xref.sections) {
      if (offset < source.size || xref.sections.some((known) => known.offset === offset)) continue;
      for (const num of doubles) this.forbid({ code: 'object-listed-twice', name: String(num) });
    }
  }

  private trailer(): void {
    const [a, b] = [this.a.xref.trailer, this.b.xref.trailer];
    if (!sameObject(this.a, a.get('Root') ?? null, this.b, b.get('Root') ?? null))
      this.forbid({ code: 'catalog-replaced' });
    // The same key under another first half of /ID would make other text of the same bytes; that half is in the fingerprint.
    if (this.a.encryption?.fingerprint !== this.b.encryption?.fingerprint) this.forbid({ code: 'encryption-changed' });
    this.explained.acceptAt(a.get('Info') ?? null, b.get('Info') ?? null, isDict);
    this.told('Info', a, b);
  }

  /** Nobody sees these on a page, but they are said to be changed. */
  private told(key: 'Info' | 'Metadata', before: PdfDict, after: PdfDict): void {
    const [was, now] = [this.a.resolve(before.get(key)), this.b.resolve(after.get(key))];
    const isKnown = this.permitted.some(({ code }) => code === 'metadata-changed');
    if (!isKnown && !sameObject(this.a, was, this.b, now)) this.permitted.push({ code: 'metadata-changed' });
  }

  private catalog(): void {
    const [a, b] = [this.a.catalog(), this.b.catalog()];
    this.explained.acceptJudged(this.b.catalogRef());
    for (const key of changedKeys(this.a, a, this.b, b)) {
      if (key !== 'AcroForm' && !catalogKeysFree.has(key)) this.forbid({ code: 'catalog-key-changed', name: key });
    }
    for (const [key, isExpected] of catalogKeysFree) {
      this.explained.acceptAt(a.get(key) ?? null, b.get(key) ?? null, isExpected);
    }
    this.told('Metadata', a, b);
    const store = b.get('DSS');
    const before = this.a.dict(a.get('DSS'));
    if (
      store !== undefined &&
      (before === undefined || !sameObject(this.a, before, this.b, this.b.dict(store) ?? null))
    ) {
      this.permitted.push({ code: 'store-added' });
    }
    if (before !== undefined && !keepsStore(this.a, this.b)) this.forbid({ code: 'store-reduced' });
  }

  private form(): void {
    const beforeValue = this.a.catalog().get('AcroForm') ?? null;
    const before = this.a.dict(beforeValue) ?? new Map<string, PdfObject>();
    const afterValue = this.b.catalog().get('AcroForm') ?? null;
    const after = this.b.dict(afterValue) ?? new Map<string, PdfObject>();
    this.explained.acceptHolder(beforeValue, afterValue, isDict);
    this.explained.acceptHolder(before.get('Fields') ?? null, after.get('Fields') ?? null, isArray);
    for (const key of changedKeys(this.a, before, this.b, after)) {
      const isAddedDefault = (key === 'DR' || key === 'DA') && !before.has(key);
      if (isAddedDefault) this.explained.accept(after.get(key) ?? null);
      else if (key !== 'Fields' && key !== 'SigFlags') this.forbid({ code: 'form-key-changed', name: key });
    }
    const known = new Map(formFields(this.a).map((field) => [field.ref.num, field]));
    const signatures = new Map(signatureFields(this.b).map((field) => [field.ref.num, field]));
    const now = formFields(this.b);
    for (const field of now) {
      const was = known.get(field.ref.num);
      const signature = signatures.get(field.ref.num)?.signature;
      if (was === undefined) this.newField(field, signature);
      else this.knownField(was, field, signature);
    }
    const left = new Set(now.map((field) => field.ref.num));
    for (const [num, field] of known) if (!left.has(num)) this.forbid({ code: 'field-removed', name: field.name });
  }

  private newField(field: FormField, signature: PdfDict | undefined): void {
    if (field.type !== 'Sig' || signature === undefined) {
      this.forbid({ code: 'field-added', ...this.placed(field) });
      return;
    }
    // At level 1 a time-stamp may be added, but nothing may look different.
    const isSeenAtLevel1 = this.level === 1 && this.places.ofField(field)?.rect !== undefined;
    if (isSeenAtLevel1 || !isQuietField(this.b, field, this.newNumbers)) {
      this.forbid({ code: 'field-added', ...this.placed(field) });
      return;
    }
    // At level 2 nothing but forms may look different; the look of a new signature could be anything.
    if (this.level === 2 && coversText(this.b, new Set(widgetNumbers(this.b, field)))) {
      this.forbid({ code: 'signature-over-text', ...this.placed(field) });
      return;
    }
    if (!this.acceptSignature(field, signature)) return;
    this.explained.accept(field.ref);
    for (const num of widgetNumbers(this.b, field)) this.widgets.add(num);
  }

  private knownField(was: FormField, field: FormField, signature: PdfDict | undefined): void {
    const keys = this.changesOf(was.ref, was.dict, field.dict);
    const wasSigned = was.type === 'Sig' && this.a.dict(was.dict.get('V')) !== undefined;
    const isSigning = was.type === 'Sig' && !wasSigned && signature !== undefined;
    const free = isSigning ? signatureKeysFree : formKeysFree;
    const widgets = (this.b.array(field.dict.get('Kids')) ?? []).filter((kid) => isType(kid, 'ref'));
    const widgetChanges = widgets.flatMap((kid) => {
      const keysOfKid = this.changesOf(kid, this.a.dict(kid) ?? new Map(), this.b.dict(kid) ?? new Map());
      return keysOfKid.map((key) => ({ kid, key }));
    });
    if (keys.length === 0 && widgetChanges.length === 0) return;
    const changed = [...keys, ...widgetChanges.map(({ key }) => key)];
    const isLocked = (this.level === 1 || this.isLocked(was.name)) && !isSigning;
    // Signing is the only way to fill in a signature field: any other look only pretends that somebody signed.
    const isPretended = was.type === 'Sig' && (!isSigning || (this.level === 1 && changed.includes('AP')));
    const isFree =
      changed.every((key) => free.has(key)) &&
      haveFieldKinds(this.b, [field.dict, ...widgets.map((kid) => this.b.dict(kid))]);
    if (wasSigned || isLocked || isPretended || !isFree) {
      this.forbid({ code: 'field-changed', ...this.placed(field) });
      return;
    }
    if (isSigning && !this.acceptSignature(field, signature!)) return;
    if (!isSigning) {
      this.permitted.push({ code: 'field-filled', ...this.placed(field) });
      for (const num of widgetNumbers(this.b, field)) this.filled.add(num);
    }
    this.explained.acceptJudged(field.ref);
    for (const key of free) this.acceptFieldValue(key, was.dict, field.dict);
    for (const { kid, key } of widgetChanges) {
      this.explained.acceptJudged(kid);
      this.acceptFieldValue(key, this.a.dict(kid) ?? new Map(), this.b.dict(kid) ?? new Map());
    }
  }

  private acceptFieldValue(key: string, before: PdfDict, after: PdfDict): void {
    const [was, now] = [before.get(key) ?? null, after.get(key) ?? null];
    const isText: Expectation = (object) => isType(object, 'string');
    const isOwn = this.explained.acceptAt(was, now, key === 'AP' ? isDict : isText);
    if (key !== 'AP' || !isOwn) return;
    const [looks, looksNow] = [this.a.dict(was), this.b.dict(now)];
    for (const look of ['N', 'R', 'D']) {
      this.explained.acceptAt(looks?.get(look) ?? null, looksNow?.get(look) ?? null, isFormXObject);
    }
  }

  private acceptSignature(field: FormField, signature: PdfDict): boolean {
    const isTimestamp = nameOf(this.b.resolve(signature.get('SubFilter'))) === 'ETSI.RFC3161';
    if (this.level === 1 && !isTimestamp) {
      this.forbid({ code: 'signature-to-certified', ...this.placed(field) });
      return false;
    }
    this.permitted.push({ code: isTimestamp ? 'timestamp-added' : 'signature-added', ...this.placed(field) });
    this.explained.accept(field.dict.get('V') ?? null);
    return true;
  }

  private pages(): void {
    const [before, after] = [[...pages(this.a)], [...pages(this.b)]];
    const isSame = before.length === after.length && before.every((page, i) => page.ref.num === after[i]?.ref.num);
    if (!isSame) {
      this.forbid({ code: 'pages-changed' });
      return;
    }
    // Pages may share one list of annotations.
    const sharing = new Map<number, number>();
    for (const { dict } of before) {
      const list = dict.get('Annots');
      if (isType(list, 'ref')) sharing.set(list.num, (sharing.get(list.num) ?? 0) + 1);
    }
    before.forEach((page, pageIndex) => {
      const now = after[pageIndex]!;
      const keys = this.changesOf(page.ref, page.dict, now.dict);
      const others = keys.filter((key) => key !== 'Annots');
      if (others.length > 0) this.forbid({ code: 'page-keys-changed', pageIndex, name: others.join(', /') });
      this.explained.acceptJudged(now.ref);
      const list = page.dict.get('Annots') ?? null;
      const listNow = now.dict.get('Annots') ?? null;
      this.explained.acceptHolder(list, listNow, isArray, isType(list, 'ref') ? sharing.get(list.num) : 0);
      this.annotations(pageIndex, list, listNow);
    });
  }

  private annotations(pageIndex: number, before: PdfObject, after: PdfObject): void {
    const was = this.a.array(before) ?? [];
    const now = this.b.array(after) ?? [];
    const known = new Set(was.flatMap((item) => (isType(item, 'ref') ? [`${item.num} ${item.gen}`] : [])));
    const isOld = (item: PdfObject): boolean =>
      isType(item, 'ref')
        ? known.has(`${item.num} ${item.gen}`)
        : was.some((old) => sameObject(this.a, old, this.b, item));
    const kept = now.filter(isOld);
    const inOrder =
      kept.length === was.length && was.every((old, i) => sameObject(this.a, old, this.b, kept[i] ?? null));
    if (!inOrder) {
      const fact: ChangeFact = { code: 'annotations-removed', pageIndex };
      if (this.level !== 3) this.forbid(fact);
      else {
        this.permitted.push(fact);
        this.warned.push(fact);
      }
    }
    for (const item of now) if (!isOld(item)) this.newAnnotation(pageIndex, item);
  }

  private newAnnotation(pageIndex: number, item: PdfObject): void {
    const annotation = this.b.dict(item);
    const subtype = nameOf(this.b.resolve(annotation?.get('Subtype'))) ?? '?';
    // Widgets of accepted signature fields are explained by the form; any other widget is not.
    if (subtype === 'Widget' && isType(item, 'ref') && this.widgets.has(item.num)) return;
    // A stream with an annotation's keys could be drawn by whatever else uses the list.
    const isNew = isType(item, 'ref') && this.newNumbers.has(item.num) && isDict(this.b.get(item));
    const isPermitted = isPermittedAnnotation(this.b, annotation, this.level);
    const text = (textOf(this.b.resolve(annotation?.get('Contents'))) ?? '').slice(0, longestWords);
    const place = { name: subtype, ...this.places.ofAnnotation(item), pageIndex };
    const fact: ChangeFact =
      text === '' ? { code: 'annotation-added', ...place } : { code: 'annotation-with-text-added', ...place, text };
    if (!isNew || !isPermitted) this.forbid(fact);
    else {
      this.permitted.push(fact);
      this.added.add(item.num);
      this.explained.accept(item);
    }
  }

  /** Differences of an object that is kept under its number; one that was not touched has none. */
  private changesOf(ref: PdfRef, before: PdfDict, after: PdfDict): string[] {
    return isSameEntry(this.a, this.b, ref.num) ? [] : changedKeys(this.a, before, this.b, after);
  }
}
