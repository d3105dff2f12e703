import { app, type Session, session, type WebContents } from 'electron';

const ALLOWED_SCHEMES = new Set(['app:', 'akten-viewer:', 'blob:', 'data:']);

/** Closes every door that the product does not use, for all sessions and all pages that will ever exist. */
export function closeUnusedDoors(): void {
  app.on('session-created', secureSession);
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
}

/** The default session exists before anyone can listen. */
export function secureDefaultSession(): void {
  secureSession(session.defaultSession);
}

function secureSession(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  target.setSpellCheckerEnabled(false);
  target.on('will-download', (event) => event.preventDefault());
  target.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }));
}

/** Pages load from the two own schemes only; while developing the inspector may load too. */
function isAllowed(url: string): boolean {
  const { protocol } = new URL(url);
  return ALLOWED_SCHEMES.has(protocol) || (protocol === 'devtools:' && !app.isPackaged);
}

function secureContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    const isViewer = !event.isMainFrame && event.url.startsWith('akten-viewer://');
    if (!isViewer) event.preventDefault();
  });
}
