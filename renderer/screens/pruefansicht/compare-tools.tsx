import { useEffect } from 'react';
import { Toolbar } from 'react-aria-components';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { Mark } from '../../viewer/compare-protocol.ts';
import type { Difference } from './differences.ts';
import type { Compare } from './use-compare.ts';

interface CompareToolsProps {
  /** Where one goes back to. */
  readonly dokument: string;
  readonly compare: Compare;
  readonly differences: readonly Difference[];
  /** Number of the difference that is pointed out. */
  readonly shown: number | null;
  readonly onShow: (difference: Difference) => void;
}

/** Back, from one difference to the next, larger and smaller. */
export function CompareTools({ dokument, compare, differences, shown, onShow }: CompareToolsProps) {
  const { t } = useTexts();
  const step = (by: 1 | -1) => {
    const next = shown === null ? (by > 0 ? 0 : differences.length - 1) : shown - 1 + by;
    const difference = differences[(next + differences.length) % differences.length];
    if (difference) onShow(difference);
  };
  useF7(step);
  return (
    <Toolbar className="tools" aria-label={t('vergleich.tools')}>
      <Button onPress={() => navigate(`dokument/${dokument}`)}>{t('vergleich.back')}</Button>
      <span className="gap" />
      <Button aria-label={t('vergleich.previous')} isDisabled={differences.length === 0} onPress={() => step(-1)}>
        ‹
      </Button>
      <span className="muted" aria-live="polite">
        {shown === null
          ? t('vergleich.count', { n: differences.length })
          : t('vergleich.shown', { n: shown, total: differences.length })}
      </span>
      <Button aria-label={t('vergleich.next')} isDisabled={differences.length === 0} onPress={() => step(1)}>
        ›
      </Button>
      <Button aria-label={t('dok.zoomOut')} onPress={() => compare.zoomTo(compare.scale / 1.2)}>
        −
      </Button>
      <Button onPress={() => compare.zoomTo('width')}>
        {t('dok.zoomNow', { n: Math.round(compare.scale * 100) })}
      </Button>
      <Button aria-label={t('dok.zoomIn')} onPress={() => compare.zoomTo(compare.scale * 1.2)}>
        +
      </Button>
    </Toolbar>
  );
}

/** A difference as both sides frame it; nothing for what has no place. */
export function markOf({ number, pairIndex, rect, tone }: Difference, words: string): Mark[] {
  return rect ? [{ number, pairIndex, rect, tone, label: `${number}: ${words}` }] : [];
}

/** F7 goes to the next difference, with the shift key to the previous one. */
function useF7(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F7' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [step]);
}
