import { useEffect, useRef, useState } from 'react';
import { openShown } from '../../actions/open-version.ts';
import { readTextLayer } from '../../actions/recognise-text.ts';
import { knownPassword } from '../../actions/unlock-pdf.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { Button } from '../../ui/button.tsx';
import { Desk } from '../../ui/desk.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';
import { VIEWER_URL } from '../../viewer/viewer-address.ts';
import { isLockCode } from './lock-code.ts';

interface ViewerDeskProps {
  readonly viewer: Viewer;
  readonly dokument: string;
  readonly version: VersionZeile;
  /** The person chose this Version or made it: it is shown where the one before was left. */
  readonly isAsked: boolean;
  /** Of an envelope: the document that is shown, null = the first. */
  readonly member: string | null;
  readonly titel: string;
  /** Counts the passwords given: after each the file is opened again. */
  readonly passwords: number;
  /** When its words were recognised; null = there are none to lay over its pictures. */
  readonly layerOf: string | null;
  readonly onAskPassword: () => void;
}

/** The frame of the viewer, and what is said while or instead of showing a file. */
export function ViewerDesk(props: ViewerDeskProps) {
  const { viewer, dokument, version, isAsked, member, titel, passwords, layerOf, onAskPassword } = props;
  const last = useRef<string | null>(null);
  const { t, language } = useTexts();
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const { open, close, showLayer, pageCount } = viewer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: open and close are stable; `turn` and `passwords` ask for another try
  useEffect(() => {
    let isCurrent = true;
    let giveBack = () => {};
    setError(null);
    const texts = {
      language,
      page: t('dok.page', marks),
      annotation: t('dok.annotation'),
      placing: t('dok.place.keys'),
    };
    Promise.all([openShown(version, member), knownPassword()]).then(
      ([shown, password]) => {
        giveBack = shown.close;
        if (!isCurrent) return giveBack();
        // Whoever has stamped or signed sees the place where she did it.
        const isContinued = isAsked || last.current === version.id;
        last.current = version.id;
        open(shown.file, texts, password, { of: `${dokument} ${member}`, isContinued });
      },
      (reason: unknown) => isCurrent && setError(reason),
    );
    return () => {
      isCurrent = false;
      close();
      giveBack();
    };
  }, [version.id, member, language, turn, passwords]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: showLayer is stable
  useEffect(() => {
    if (layerOf === null || pageCount === 0) return;
    let isCurrent = true;
    // Without it the picture is shown, as before.
    readTextLayer(version.id).then(
      (pages) => isCurrent && showLayer(t('erkennung.layer'), pages),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [version.id, layerOf, pageCount, language]);
  return (
    <Desk
      frame={viewer.frame}
      title={t('dok.viewer', { titel })}
      src={VIEWER_URL}
      isOpening={!viewer.isDrawn}
      code={viewer.code}
      error={error}
      onAgain={() => setTurn(turn + 1)}
      remedy={
        viewer.code !== null &&
        isLockCode(viewer.code) && (
          <>
            <p>{t('pdfPassword.locked')}</p>
            <Button look="go" onPress={onAskPassword}>
              {t('pdfPassword.ask')}
            </Button>
          </>
        )
      }
    />
  );
}

/** The viewer fills these in for every page. */
const marks = { n: '{n}', total: '{total}' };
