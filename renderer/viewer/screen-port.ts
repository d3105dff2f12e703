import type { FromCompare } from './compare-protocol.ts';
import type { FromViewer } from './viewer-protocol.ts';

// The header `frame-ancestors` lets only the app embed this page, so its ancestor is the app and nobody else.
const appOrigin = location.ancestorOrigins[0];

/** Tells the screen something; silent when nobody embeds the viewer. */
export function tellScreen(message: FromViewer | FromCompare): void {
  if (appOrigin) window.parent.postMessage(message, appOrigin);
}

/** Calls `listener` for messages of the embedding screen only. */
export function onScreenMessage<M>(listener: (message: M) => void): void {
  window.addEventListener('message', (event: MessageEvent<M>) => {
    if (event.source === window.parent && event.origin === appOrigin) listener(event.data);
  });
}
