import { assertNever, errorCode } from '../../shared/errors.ts';
import { GhostView } from './ghost-view.ts';
import { type OpenDocument, openDocument } from './open-document.ts';
import { PageList, type View } from './page-list.ts';
import { onScreenMessage, tellScreen } from './screen-port.ts';
import type { ToViewer, ViewerTexts } from './viewer-protocol.ts';
import { watchPages } from './watch-pages.ts';

/** The viewer page: shows the PDF that the screen sends, reports what is seen, and knows nothing else. */
const { root, reportSoon } = watchPages({ keys: ['F6', 'Escape', '?', 'a', 's'], refit, report });

let opening: OpenDocument | null = null;
let list: PageList | null = null;
let ghost: GhostView | null = null;
let texts: ViewerTexts | null = null;
let openId = 0;
/** What the open file is a state of, and how the one before it was left. */
let openOf: string | undefined;
let left: { readonly of: string; readonly view: View } | null = null;

onScreenMessage<ToViewer>(obey);
tellScreen({ type: 'ready' });

function obey(message: ToViewer): void {
  switch (message.type) {
    case 'open':
      void open(message);
      break;
    case 'close':
      close();
      break;
    case 'layer':
      list?.showLayer(message.label, message.pages);
      break;
    case 'go':
      list?.goTo(message.pageIndex);
      break;
    case 'zoom':
      list?.zoomTo(message.zoom);
      reportSoon();
      break;
    case 'place':
      ghost?.remove();
      if (list) ghost = new GhostView(root, list, message.ghost, message.at, texts?.placing ?? '');
      break;
    case 'stop-placing':
      ghost?.remove();
      ghost = null;
      break;
    default:
      assertNever(message);
  }
}

async function open({ id, file, texts: words, password, about }: Extract<ToViewer, { type: 'open' }>): Promise<void> {
  close();
  openId = id;
  openOf = about?.of;
  texts = words;
  document.documentElement.lang = words.language;
  const giveUp = (error: unknown) => {
    if (opening !== current) return;
    close();
    tellScreen({ type: 'failed', id, code: errorCode(error) });
  };
  const current = openDocument({ file, ...(password === undefined ? {} : { password }), onFailure: giveUp });
  opening = current;
  try {
    const pdf = await current.result;
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
    if (opening !== current) return;
    list = new PageList(root, pdf, { widthPt: width, heightPt: height }, words, reportSoon);
    if (about?.isContinued && left?.of === about.of) await list.lookAgain(left.view);
    if (opening !== current) return;
    tellScreen({ type: 'opened', id, pageCount: pdf.numPages });
    reportSoon();
  } catch (error) {
    giveUp(error);
  }
}

function close(): void {
  ghost?.remove();
  if (list && openOf !== undefined) left = { of: openOf, view: list.view() };
  list?.close();
  void opening?.close();
  [ghost, list, opening] = [null, null, null];
}

/** The bar of a placing takes height: the rectangle stays in sight. */
function refit(): void {
  list?.refit();
  ghost?.show();
}

function report(): void {
  if (!list) return;
  ghost?.draw();
  const { scale } = list;
  const [pageIndex, visible, drawn] = [list.currentIndex(), list.visible(), list.drawn()];
  tellScreen({ type: 'view', id: openId, pageIndex, scale, visible, drawn });
}
