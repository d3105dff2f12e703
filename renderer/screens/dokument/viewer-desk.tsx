import { useEffect, useState } from 'react';
import { openShown } from '../../actions/open-version.ts';
import { knownPassword } from '../../actions/unlock-pdf.ts';
import type { VersionZeile } from '../../replica-api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorCodeNote, ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';
import { VIEWER_URL } from '../../viewer/viewer-address.ts';

interface ViewerDeskProps {
  readonly viewer: Viewer;
  readonly version: VersionZeile;
  /** Of an envelope: the document that is shown, null = the first. */
  readonly member: string | null;
  readonly titel: string;
  /** Counts the passwords given: after each the file is opened again. */
  readonly passwords: number;
}

/** The frame of the viewer, and what is said while or instead of showing a file. */
export function ViewerDesk({ viewer, version, member, titel, passwords }: ViewerDeskProps) {
  const { t, language } = useTexts();
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const { open, close } = viewer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: open and close are stable; `turn` and `passwords` ask for another try
  useEffect(() => {
    let isCurrent = true;
    setError(null);
    const texts = {
      language,
      page: t('dok.page', marks),
      annotation: t('dok.annotation'),
      placing: t('dok.place.keys'),
    };
    Promise.all([openShown(version, member), knownPassword()]).then(
      ([bytes, password]) => isCurrent && open(bytes, texts, password),
      (reason: unknown) => isCurrent && setError(reason),
    );
    return () => {
      isCurrent = false;
      close();
    };
  }, [version.id, member, language, turn, passwords]);
  const isOpening = !error && !viewer.code && !viewer.isDrawn;
  return (
    <div className="desk">
      <iframe
        ref={viewer.frame}
        title={t('dok.viewer', { titel })}
        src={VIEWER_URL}
        sandbox="allow-scripts allow-same-origin"
        referrerPolicy="no-referrer"
      />
      {isOpening && (
        <p className="desk-note" role="status">
          {t('dok.opening')}
        </p>
      )}
      {(error !== null || viewer.code) && (
        <div className="desk-note">
          {viewer.code ? <ErrorCodeNote code={viewer.code} /> : <ErrorNote error={error} />}
          <Button onPress={() => setTurn(turn + 1)}>{t('dok.openAgain')}</Button>
        </div>
      )}
    </div>
  );
}

/** The viewer fills these in for every page. */
const marks = { n: '{n}', total: '{total}' };
