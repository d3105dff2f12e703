import { useEffect, useState } from 'react';
import { Button } from './ui/button.tsx';
import { useTexts } from './ui/use-texts.ts';
import type { Viewer } from './viewer/use-viewer.ts';

const zoomStep = 1.2;

/** Moving about in a document: pages and size, which stay together in a toolbar. */
export function PageTools({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTexts();
  const { pageCount, pageIndex, scale, goTo, zoomTo } = viewer;
  const percent = Math.round(scale * 100);
  const isClosed = pageCount === 0;
  const [isFitted, setFitted] = useState(true);
  // Every file opens fitted to the width.
  useEffect(() => {
    if (isClosed) setFitted(true);
  }, [isClosed]);
  const zoom = (to: number | 'width') => {
    setFitted(to === 'width');
    zoomTo(to);
  };
  return (
    <span className="row tight">
      <Button
        aria-label={t('dok.pagePrevious')}
        isDisabled={isClosed || pageIndex === 0}
        onPress={() => goTo(pageIndex - 1)}
      >
        ‹
      </Button>
      <span className="muted">{isClosed ? '' : t('dok.pageOf', { n: pageIndex + 1, total: pageCount })}</span>
      <Button
        aria-label={t('dok.pageNext')}
        isDisabled={isClosed || pageIndex === pageCount - 1}
        onPress={() => goTo(pageIndex + 1)}
      >
        ›
      </Button>
      <Button aria-label={t('dok.zoomOut')} isDisabled={isClosed} onPress={() => zoom(scale / zoomStep)}>
        −
      </Button>
      <Button
        aria-label={t(isFitted ? 'dok.zoomFull' : 'dok.zoomFit', { n: percent })}
        isDisabled={isClosed}
        onPress={() => zoom(isFitted ? 1 : 'width')}
      >
        {t('dok.zoomNow', { n: percent })}
      </Button>
      <Button aria-label={t('dok.zoomIn')} isDisabled={isClosed} onPress={() => zoom(scale * zoomStep)}>
        +
      </Button>
    </span>
  );
}
