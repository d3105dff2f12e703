import type { FromViewer, ToViewer } from './viewer-protocol.ts';

// The header `frame-ancestors` lets only the app embed this page, so its ancestor is the app and nobody else.
const appOrigin = location.ancestorOrigins[0];

/** Tells the screen something; silent when nobody embeds the viewer. */
export function tellScreen(message: FromViewer): void {
  if (appOrigin) window.parent.postMessage(message, appOrigin);
}

/** Calls `listener` for messages of the embedding screen only. */
export function onScreenMessage(listener: (message: ToViewer) => void): void {
  window.addEventListener('message', (event: MessageEvent<ToViewer>) => {
    if (event.source === window.parent && event.origin === appOrigin) listener(event.data);
  });
}
