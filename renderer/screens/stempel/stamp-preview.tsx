import { useEffect, useRef, useState } from 'react';
import type { StampCorner, StampDefinition } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { drawPreview } from '../../actions/preview-stamp.ts';
import type { UnplacedStamp } from '../../pdf-api.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PaperFrame } from '../../ui/paper-frame.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { cornerOf } from '../../viewer/corner-place.ts';
import { stampGhost } from '../../viewer/stamp-ghost.ts';
import { useViewer } from '../../viewer/use-viewer.ts';
import { VIEWER_URL } from '../../viewer/viewer-address.ts';
import { sampleValues } from './sample-values.ts';

interface StampPreviewProps {
  readonly id: string;
  readonly draft: StampDefinition;
  readonly isLocked: boolean;
  readonly onPlace: (place: StampCorner) => void;
}

/** Typing settles for this long before the engine draws, milliseconds. */
const settleMs = 250;
const samplePagePt = { widthPt: 595, heightPt: 842 };
const mmPerPt = 25.4 / 72;

/** The stamp as the engine draws it, on a sample page; its place is chosen by mouse or arrow keys. */
export function StampPreview({ id, draft, isLocked, onPlace }: StampPreviewProps) {
  const { t, language } = useTexts();
  const viewer = useViewer();
  const enrolment = useSession((state) => state.status?.enrolment ?? null);
  const [layout, setLayout] = useState<UnplacedStamp | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isPlacing, setPlacing] = useState(false);
  const { open, zoomTo, pageCount } = viewer;
  const shown = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: open and t are stable; the draft is what is drawn
  useEffect(() => {
    const turn = ++shown.current;
    const wait = setTimeout(() => {
      const kind = { ...draft, id };
      drawPreview(kind, sampleValues(kind, enrolment, new Date())).then(
        ({ bytes, layout: drawn }) => {
          if (turn !== shown.current) return;
          const words = { page: t('dok.page', marks), annotation: t('dok.annotation'), placing: t('dok.place.keys') };
          setLayout(drawn);
          setError(null);
          open(bytes, { language, ...words }, null);
        },
        (reason: unknown) => turn === shown.current && setError(reason),
      );
    }, settleMs);
    return () => clearTimeout(wait);
  }, [draft, id, language]);

  // The whole page, so that nothing scrolls inside the preview.
  // biome-ignore lint/correctness/useExhaustiveDependencies: zoomTo is stable; once for every file
  useEffect(() => {
    if (pageCount > 0) zoomTo('page');
  }, [pageCount, layout]);

  const choose = async () => {
    if (!layout) return;
    const ghost = stampGhost(layout);
    const { rect } = layout;
    setPlacing(true);
    const chosen = await viewer.place(ghost, { pageIndex: 0, x: rect.x, y: rect.y });
    setPlacing(false);
    if (chosen) onPlace(cornerOf(chosen, ghost, samplePagePt));
  };
  const { place, finishPlacing } = { place: viewer.placing?.place, finishPlacing: viewer.finishPlacing };
  const { corner, dxPt, dyPt } = draft.place;
  const hasPlace = draft.nature !== 'wasserzeichen';
  return (
    <Panel label={t('stempel.preview')}>
      <div className="stempel-preview">
        <PaperFrame frame={viewer.frame} title={t('stempel.preview.viewer')} src={VIEWER_URL} />
        <div className="stack">
          <ErrorNote error={error} />
          {!viewer.isDrawn && error === null && <p role="status">{t('stempel.preview.drawing')}</p>}
          {layout && <p className="muted">{layout.text}</p>}
          {isPlacing ? (
            <>
              <small>{t('dok.place.keys')}</small>
              <div className="row">
                <Button look="go" isDisabled={!place} onPress={() => place && finishPlacing(place)}>
                  {t('dok.place.go')}
                </Button>
                <Button onPress={() => finishPlacing(null)}>{t('cancel')}</Button>
              </div>
            </>
          ) : (
            hasPlace && (
              <>
                <p>{t(`stempel.place.${corner}`, { x: Math.round(dxPt * mmPerPt), y: Math.round(dyPt * mmPerPt) })}</p>
                {!isLocked && (
                  <div className="row">
                    <Button isDisabled={!layout || !viewer.isDrawn} onPress={() => void choose()}>
                      {t('stempel.place.choose')}
                    </Button>
                  </div>
                )}
              </>
            )
          )}
        </div>
      </div>
    </Panel>
  );
}

/** The viewer fills these in for every page. */
const marks = { n: '{n}', total: '{total}' };
