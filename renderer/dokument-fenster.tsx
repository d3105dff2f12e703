import '../shared/schemas-without-eval.ts';
import { useEffect } from 'react';
import { I18nProvider, Toolbar } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import type { ErrorCode } from '../shared/errors.ts';
import { translate } from '../shared/texts/translate.ts';
import './ui/theme.css';
import './ui/controls.css';
import './ui/frame.css';
import './ui/layout.css';
import './ui/faces.css';
import './dokument-fenster.css';
import { PageTools } from './page-tools.tsx';
import type { FromWindow, ToWindow } from './ranges/window-messages.ts';
import { ErrorCodeNote } from './ui/error-note.tsx';
import { PaperFrame } from './ui/paper-frame.tsx';
import { focusNextRegion } from './ui/regions.ts';
import { LanguageContext, useTexts } from './ui/use-texts.ts';
import { useViewer } from './viewer/use-viewer.ts';
import { VIEWER_URL } from './viewer/viewer-address.ts';

/** A document's own window: one Version, the viewer and its tools. It knows a port to the main window, and no bridge. */
type Shown = Extract<ToWindow, { type: 'show' }>;

const root = document.getElementById('root');
const drawn = root && createRoot(root);

addEventListener('message', (event: MessageEvent<{ readonly type?: unknown } | null>) => {
  const [port] = event.ports;
  if (event.source !== window || event.data?.type !== 'window-port' || !port) return;
  port.addEventListener('close', () => drawn?.render(<Ended code={null} />));
  port.onmessage = ({ data }: MessageEvent<ToWindow>) => {
    document.documentElement.lang = data.language;
    if (data.type === 'failed') return drawn?.render(<Ended code={data.code} />);
    Object.assign(document.documentElement.dataset, data.theme);
    drawn?.render(
      <I18nProvider locale={data.language === 'de' ? 'de-DE' : 'en-GB'}>
        <LanguageContext value={data.language}>
          <DokumentFenster shown={data} onLock={() => port.postMessage({ type: 'lock' } satisfies FromWindow)} />
        </LanguageContext>
      </I18nProvider>,
    );
  };
});

function DokumentFenster({ shown, onLock }: { readonly shown: Shown; readonly onLock: () => void }) {
  const { t } = useTexts();
  const viewer = useViewer();
  const { titel, fassung, language } = shown;
  const title = t('fenster.title', { titel, n: fassung });
  const { open } = viewer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is handed over once; nothing of it ever changes
  useEffect(() => {
    const marks = { n: '{n}', total: '{total}' };
    const annotation = t('dok.annotation');
    // Whoever opened it wants to read.
    viewer.frame.current?.focus();
    open(shown.file, { language, page: t('dok.page', marks), annotation, placing: '' }, shown.password);
  }, []);
  useEffect(() => {
    document.title = title;
    const onKeyDown = (event: KeyboardEvent) => {
      const withControl = event.ctrlKey || event.metaKey;
      if (event.key === 'F6') focusNextRegion(event.shiftKey ? -1 : 1);
      else if (withControl && event.key.toLowerCase() === 'l') onLock();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [title, onLock]);
  return (
    <div className="fenster">
      <header className="fenster-head" data-region="head">
        <h1 className="panel-title" title={title}>
          {title}
        </h1>
        <Toolbar className="row" aria-label={t('fenster.tools')}>
          <PageTools viewer={viewer} />
        </Toolbar>
      </header>
      <main className="desk" data-region="main">
        <PaperFrame frame={viewer.frame} title={t('dok.viewer', { titel })} src={VIEWER_URL} />
        {viewer.code !== null && (
          <div className="desk-note">
            <ErrorCodeNote code={viewer.code} />
          </div>
        )}
        {!viewer.isDrawn && viewer.code === null && (
          <p className="desk-note" role="status">
            {t('dok.opening')}
          </p>
        )}
      </main>
    </div>
  );
}

/** Nothing is shown: it could not be opened, or the main window is gone. */
function Ended({ code }: { readonly code: ErrorCode | null }) {
  const language = document.documentElement.lang === 'en' ? 'en' : 'de';
  return (
    <LanguageContext value={language}>
      <main className="page">
        {code ? <ErrorCodeNote code={code} /> : <p role="status">{translate(language, 'fenster.ended')}</p>}
      </main>
    </LanguageContext>
  );
}
