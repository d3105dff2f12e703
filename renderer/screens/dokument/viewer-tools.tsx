import { Toolbar } from 'react-aria-components';
import { PageTools } from '../../page-tools.tsx';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';

interface ViewerToolsProps {
  readonly viewer: Viewer;
  /** While one act is under way no other is offered. */
  readonly isBusy: boolean;
  /** Whether the file may be stamped at all. */
  readonly mayStamp: boolean;
  /** Whether stamping is what most people want now. */
  readonly isStampNext: boolean;
  readonly onStamp: () => void;
  readonly onSaveCopy: () => void;
  readonly onPrint: () => void;
  readonly onWindow: () => void;
}

/** Acts on the left, moving about on the right. Signing is a legal act with a place of its own, in the panel. */
export function ViewerTools({ viewer, isBusy, mayStamp, isStampNext, ...on }: ViewerToolsProps) {
  const { t } = useTexts();
  const isClosed = viewer.pageCount === 0;
  return (
    <Toolbar className="tools single" aria-label={t('dok.tools')}>
      <Button look={isStampNext ? 'go' : 'plain'} isDisabled={isBusy || isClosed || !mayStamp} onPress={on.onStamp}>
        {t('dok.stamp')}
      </Button>
      <MenuButton
        label={t('more')}
        isDisabled={isBusy || isClosed}
        choices={[
          { id: 'copy', label: t('dok.copy'), run: on.onSaveCopy },
          { id: 'print', label: t('druck.open'), keys: t('shortcuts.key.print'), run: on.onPrint },
          { id: 'window', label: t('fenster.open'), keys: t('shortcuts.key.window'), run: on.onWindow },
        ]}
      />
      <span className="gap" />
      <PageTools viewer={viewer} />
    </Toolbar>
  );
}
