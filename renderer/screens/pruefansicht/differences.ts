import type { DisplayRect, SignatureVerdict } from '../../../shared/pdf/pdf-types.ts';
import type { Change, ChangeFact } from '../../../shared/pdf/validate/change-fact.ts';
import type { Mark, Pair, PairOutcome } from '../../viewer/compare-protocol.ts';

/** One thing that differs between what was signed and the file as it is, or that hides signed text. */
export interface Difference {
  /** From 1, in the order of the pages, as both sides show it. */
  readonly number: number;
  readonly pairIndex: number;
  readonly pageIndex: number;
  readonly rect: DisplayRect | null;
  readonly tone: Mark['tone'];
  /** What the validation says; null for what was only seen. */
  readonly fact: ChangeFact | null;
  /** What was seen on the pixels and in the text; null for what only the validation says. */
  readonly seen: 'area' | 'text' | 'size' | 'only-signed' | 'only-current' | 'unreadable' | null;
  /** Text at that place in both states. */
  readonly signed: string;
  readonly current: string;
}

/** What differs page by page, and what no page shows. */
export interface Differences {
  readonly onPages: readonly Difference[];
  readonly elsewhere: readonly Change[];
}

/** What the validation found: of one signature, and of the file. */
export interface FoundFacts extends Pick<SignatureVerdict, 'changes' | 'changesAfter'> {
  readonly warnings: readonly ChangeFact[];
}

type Found = Omit<Difference, 'number'>;

/** Tells one difference from the others while more of them are found and the numbers move. */
export function keyOf({ pairIndex, rect, fact, seen }: Difference): string {
  return JSON.stringify([pairIndex, rect, fact, seen]);
}

/**
 * Joins what the validation says with what comparing the pages saw. A place that looks different where a known change lies
 * is that change and is not listed twice; replaced objects are listed by what they made look different.
 */
export function listDifferences(
  { changes, changesAfter, warnings }: FoundFacts,
  pairs: readonly Pair[],
  outcomes: ReadonlyMap<number, PairOutcome>,
): Differences {
  const elsewhere: Change[] = [];
  const byPair = new Map<number, Found[]>();
  const put = (found: Found) => byPair.set(found.pairIndex, [...(byPair.get(found.pairIndex) ?? []), found]);
  for (const change of joinObjects(changes)) {
    const pairIndex = pairOf(change, pairs);
    const outcome = outcomes.get(pairIndex);
    const isSeen = change.rect === undefined && outcome?.kind === 'different' && outcome.areas.length > 0;
    if (pairIndex < 0 || isSeen) elsewhere.push(change);
    else put(fromChange(change, pairIndex));
  }
  for (const warning of warnings) addWarning(warning, pairOf(warning, pairs), byPair, put);
  const seenTone = changesAfter === 'forbidden' ? 'forbidden' : 'seen';
  for (const [pairIndex, outcome] of outcomes) {
    const pageIndex = pairs[pairIndex]?.current ?? pairs[pairIndex]?.signed ?? 0;
    for (const found of fromOutcome(outcome)) {
      const known = byPair.get(pairIndex) ?? [];
      const owner = known.findIndex(({ rect }) => rect !== null && found.rect !== null && isInside(found.rect, rect));
      if (owner < 0) put({ pairIndex, pageIndex, tone: seenTone, fact: null, ...found });
      // What stood there before is worth telling when it can no longer be seen.
      else if (known[owner]!.tone === 'covering')
        byPair.set(pairIndex, known.with(owner, { ...known[owner]!, signed: found.signed }));
    }
  }
  const inOrder = [...byPair.values()].flat().sort((a, b) => a.pairIndex - b.pairIndex || height(b) - height(a));
  return { onPages: inOrder.map((found, index) => ({ ...found, number: index + 1 })), elsewhere };
}

/** Several replaced objects are one thing to a person. */
function joinObjects(changes: readonly Change[]): readonly Change[] {
  const out = new Map<string, Change>();
  changes.forEach((change, index) => {
    const isObject = /^(page-)?object-/.test(change.code);
    const key = isObject ? `${change.code} ${change.pageIndex}` : String(index);
    const before = out.get(key);
    out.set(key, before ? { ...before, name: `${before.name}, ${change.name}` } : change);
  });
  return [...out.values()];
}

function pairOf({ pageIndex }: ChangeFact, pairs: readonly Pair[]): number {
  if (pageIndex === undefined) return -1;
  const now = pairs.findIndex(({ current }) => current === pageIndex);
  return now >= 0 ? now : pairs.findIndex(({ signed }) => signed === pageIndex);
}

function fromChange({ isPermitted, ...fact }: Change, pairIndex: number): Found {
  const { pageIndex = 0, rect = null } = fact;
  const tone = isPermitted ? 'permitted' : 'forbidden';
  return { pairIndex, pageIndex, rect, tone, fact, seen: null, signed: '', current: '' };
}

/** A change that also covers text says so; what covered text when it was signed stands for itself. */
function addWarning(
  warning: ChangeFact,
  pairIndex: number,
  byPair: Map<number, Found[]>,
  put: (found: Found) => void,
): void {
  const { rect } = warning;
  if (pairIndex < 0 || rect === undefined) return;
  const known = byPair.get(pairIndex) ?? [];
  const change = known.findIndex(
    (found) => found.rect !== null && isInside(found.rect, rect) && isInside(rect, found.rect),
  );
  if (change < 0) put({ ...fromChange({ ...warning, isPermitted: true }, pairIndex), tone: 'covering' });
  else if (known[change]!.tone === 'permitted')
    byPair.set(pairIndex, known.with(change, { ...known[change]!, tone: 'covering' }));
}

type Seen = Pick<Found, 'rect' | 'seen' | 'signed' | 'current'>;

function fromOutcome(outcome: PairOutcome): readonly Seen[] {
  const without = { rect: null, signed: '', current: '' };
  switch (outcome.kind) {
    case 'same':
      return [];
    case 'different':
      if (outcome.areas.length === 0) return [{ ...without, seen: 'text' }];
      return outcome.areas.map((area) => ({ ...area, seen: outcome.isResized ? 'size' : 'area' }));
    case 'only-signed':
    case 'only-current':
    case 'unreadable':
      return [{ ...without, seen: outcome.kind }];
  }
}

const slackPt = 6;

function isInside(inner: DisplayRect, outer: DisplayRect): boolean {
  return (
    inner.x >= outer.x - slackPt &&
    inner.y >= outer.y - slackPt &&
    inner.x + inner.width <= outer.x + outer.width + slackPt &&
    inner.y + inner.height <= outer.y + outer.height + slackPt
  );
}

/** What concerns the whole page stands before its places. */
function height({ rect }: Found): number {
  return rect === null ? Number.POSITIVE_INFINITY : rect.y + rect.height;
}
