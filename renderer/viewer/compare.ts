import { assertNever, errorCode } from '../../shared/errors.ts';
import { comparePages } from './compare-pages.ts';
import type { FromCompare, Pair, PairOutcome, ToCompare } from './compare-protocol.ts';
import { type OpenDocument, openDocument } from './open-document.ts';
import { PairList } from './pair-list.ts';
import { pairPages } from './pair-pages.ts';
import type { Documents } from './pair-view.ts';
import { onScreenMessage, tellScreen } from './screen-port.ts';
import { watchPages } from './watch-pages.ts';

/** The page that shows what was signed beside the file as it is, compares them, and knows nothing else. */
const { root, reportSoon } = watchPages({ keys: ['F6', 'F7', 'Escape', '?'], refit: () => list?.refit(), report });

let opening: readonly OpenDocument[] = [];
let list: PairList | null = null;
let openId = 0;

onScreenMessage<ToCompare>(obey);
tell({ type: 'ready' });

function tell(message: FromCompare): void {
  tellScreen(message);
}

function obey(message: ToCompare): void {
  switch (message.type) {
    case 'open':
      void open(message);
      break;
    case 'close':
      close();
      break;
    case 'mark':
      list?.mark(message.marks);
      break;
    case 'show':
      list?.show(message.pairIndex, message.number);
      break;
    case 'zoom':
      list?.zoomTo(message.zoom);
      reportSoon();
      break;
    default:
      assertNever(message);
  }
}

async function open(message: Extract<ToCompare, { type: 'open' }>): Promise<void> {
  const { id, signed, current, first, texts, password } = message;
  close();
  openId = id;
  document.documentElement.lang = texts.language;
  const key = password === undefined ? {} : { password };
  const both = [openDocument({ file: signed, ...key }), openDocument({ file: current, ...key })] as const;
  opening = both;
  try {
    const documents: Documents = { signed: await both[0].result, current: await both[1].result };
    const pairs = await pairPages(documents.signed, documents.current);
    const { width, height } = (await documents.current.getPage(1)).getViewport({ scale: 1 });
    if (opening !== both) return;
    list = new PairList(root, documents, pairs, { widthPt: width, heightPt: height }, texts);
    tell({ type: 'opened', id, pairs: [...pairs] });
    reportSoon();
    await compareAll(documents, pairs, first, () => opening === both);
  } catch (error) {
    if (opening !== both) return;
    close();
    tell({ type: 'failed', id, code: errorCode(error) });
  }
}

/** One pair after the other, the ones of which something is known to have changed first. */
async function compareAll(
  documents: Documents,
  pairs: readonly Pair[],
  first: readonly number[],
  isCurrent: () => boolean,
): Promise<void> {
  const isFirst = ({ signed, current }: Pair) => first.includes(current ?? -1) || first.includes(signed ?? -1);
  const all = pairs.map((pair, pairIndex) => ({ pair, pairIndex }));
  for (const { pair, pairIndex } of [
    ...all.filter(({ pair }) => isFirst(pair)),
    ...all.filter(({ pair }) => !isFirst(pair)),
  ]) {
    const outcome = await comparePair(documents, pair);
    if (!isCurrent()) return;
    list?.tell(pairIndex, outcome);
    tell({ type: 'compared', id: openId, pairIndex, outcome });
  }
}

async function comparePair(documents: Documents, { signed, current }: Pair): Promise<PairOutcome> {
  if (signed === null) return { kind: 'only-current' };
  if (current === null) return { kind: 'only-signed' };
  try {
    return await comparePages(await documents.signed.getPage(signed + 1), await documents.current.getPage(current + 1));
  } catch {
    return { kind: 'unreadable' };
  }
}

function close(): void {
  list?.close();
  for (const one of opening) void one.close();
  [list, opening] = [null, []];
}

function report(): void {
  if (list) tell({ type: 'view', id: openId, pairIndex: list.currentIndex(), scale: list.scale });
}
