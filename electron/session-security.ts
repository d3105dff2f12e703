import { app, type Session, session, type WebContents } from 'electron';

/**
 * Every scheme that Chromium could load besides the two own ones, blob: and data:. Own requests do not pass the filter at
 * all: the listener would get a copy of each 8 MiB upload.
 */
const FOREIGN_SCHEMES = ['http', 'https', 'ws', 'wss', 'ftp', 'filesystem', 'chrome', 'chrome-extension'];

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
  const schemes = app.isPackaged ? [...FOREIGN_SCHEMES, 'devtools'] : FOREIGN_SCHEMES;
  const urls = [...schemes.map((scheme) => `${scheme}://*/*`), 'file:///*'];
  target.webRequest.onBeforeRequest({ urls }, (_details, answer) => answer({ cancel: true }));
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
