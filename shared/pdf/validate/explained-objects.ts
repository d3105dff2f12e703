import { isDict, isType, nameOf, type PdfObject, type PdfRef } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { referencesOf, type SignedGraph } from './object-graph.ts';

/** What the object at a known place must be; references are not followed. */
export type Expectation = (object: PdfObject) => boolean;

/** A metadata stream (§14.3.2). */
export const isMetadata: Expectation = (object) =>
  isType(object, 'stream') && nameOf(object.dict.get('Type')) === 'Metadata';

/** A form XObject (§8.10). */
export const isFormXObject: Expectation = (object) =>
  isType(object, 'stream') && nameOf(object.dict.get('Subtype')) === 'Form';

// Dictionaries from free names to objects: a dictionary used as one of them shows whatever its keys hold. '' is an
// object that is itself a reference.
const nameMaps = new Set(
  'Resources XObject Font ExtGState ColorSpace Pattern Shading Properties CharProcs N R D'.split(' '),
);
nameMaps.add('');

/** The objects written after a signature that have a permitted use. A use explains new objects; old ones only in place. */
export class ExplainedObjects {
  private readonly a: PdfFile;
  private readonly b: PdfFile;
  private readonly graph: SignedGraph;
  private readonly newNumbers: ReadonlySet<number>;
  private readonly explained = new Set<number>();

  constructor(signed: PdfFile, current: PdfFile, graph: SignedGraph, newNumbers: ReadonlySet<number>) {
    this.a = signed;
    this.b = current;
    this.graph = graph;
    this.newNumbers = newNumbers;
  }

  /** Has the object a permitted use? */
  has(num: number): boolean {
    return this.explained.has(num);
  }

  /** Explains the new objects that a permitted value consists of, never an old one. */
  accept(value: PdfObject): void {
    const waiting = referencesOf(value);
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      this.b.fuel.step();
      if (this.explained.has(ref.num) || !this.newNumbers.has(ref.num)) continue;
      this.explained.add(ref.num);
      waiting.push(...referencesOf(this.b.get(ref)));
    }
  }

  /** Like `accept`, and explains an old object that the signed revision had at this very place and nowhere else. */
  acceptAt(before: PdfObject, after: PdfObject, isExpected: Expectation): boolean {
    const isKept = isType(after, 'ref') && this.isRewrittenInPlace(before, after, isExpected, 1);
    if (isKept) this.explained.add(after.num);
    this.accept(isKept ? this.b.get(after) : after);
    return isKept || !isType(after, 'ref') || this.explained.has(after.num);
  }

  /** Explains an array or dictionary whose content is judged by itself; `places`: how often the signed revision uses it. */
  acceptHolder(before: PdfObject, after: PdfObject, isExpected: Expectation, places = 1): void {
    if (!isType(after, 'ref')) return;
    const isNew = this.newNumbers.has(after.num) && isExpected(this.b.get(after));
    if (isNew || this.isRewrittenInPlace(before, after, isExpected, places)) this.explained.add(after.num);
  }

  /** Explains a dictionary, kept under its number, whose keys are judged one by one; a stream's bytes would not be. */
  acceptJudged(ref: PdfRef): void {
    if (!isDict(this.a.get(ref)) || !isDict(this.b.get(ref))) return;
    const uses = this.graph.uses.get(ref.num) ?? [];
    if (!uses.some((key) => nameMaps.has(key))) this.explained.add(ref.num);
  }

  // A prepared file uses one object twice, harmlessly here and visibly there: hence the count.
  private isRewrittenInPlace(before: PdfObject, after: PdfRef, isExpected: Expectation, places: number): boolean {
    if (!isType(before, 'ref') || before.num !== after.num || before.gen !== after.gen) return false;
    if (this.graph.uses.get(after.num)?.length !== places) return false;
    return isExpected(this.a.get(after)) && isExpected(this.b.get(after));
  }
}
