import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { Viewer } from './use-viewer.ts';

const zoomStep = 1.2;

interface ViewerToolsProps {
  readonly viewer: Viewer;
  /** Why stamping and signing are not offered now; null when they are. */
  readonly isBusy: boolean;
  readonly onStamp: () => void;
  readonly onSign: () => void;
}

/** Acts on the left, moving about on the right. */
export function ViewerTools({ viewer, isBusy, onStamp, onSign }: ViewerToolsProps) {
  const { t } = useTexts();
  const { pageCount, pageIndex, scale, goTo, zoomTo } = viewer;
  const percent = Math.round(scale * 100);
  const isClosed = pageCount === 0;
  return (
    <div className="tools" role="toolbar" aria-label={t('dok.tools')}>
      <Button isDisabled={isBusy || isClosed} onPress={onStamp}>
        {t('dok.stamp')}
      </Button>
      <Button look="go" isDisabled={isBusy || isClosed} onPress={onSign}>
        {t('dok.sign')}
      </Button>
      <span className="gap" />
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
      <Button aria-label={t('dok.zoomOut')} isDisabled={isClosed} onPress={() => zoomTo(scale / zoomStep)}>
        −
      </Button>
      <Button
        aria-label={t('dok.zoomFit', { n: percent })}
        isDisabled={isClosed}
        onPress={() => zoomTo(scale === 1 ? 'width' : 1)}
      >
        {t('dok.zoomNow', { n: percent })}
      </Button>
      <Button aria-label={t('dok.zoomIn')} isDisabled={isClosed} onPress={() => zoomTo(scale * zoomStep)}>
        +
      </Button>
    </div>
  );
}
