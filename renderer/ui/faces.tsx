import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { focusInside } from './regions.ts';
import { useTexts } from './use-texts.ts';

interface FacesProps {
  /** More classes of the split. */
  readonly look?: string;
  /** What the faces are called: where the work lies, and the panel beside it. */
  readonly names: readonly [string, string];
  readonly children: ReactNode;
}

/**
 * A screen divided into where the work lies and the panel beside it. In a narrow window each fills the screen by turns, so
 * that only one thing scrolls; whatever takes the focus is brought into view by the browser.
 */
export function Faces({ look = '', names, children }: FacesProps) {
  const split = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(0);
  const follow = () => {
    const { scrollLeft = 0, clientWidth = 1 } = split.current ?? {};
    setShown(Math.round(scrollLeft / clientWidth));
  };
  // Whoever zooms in keeps before the eyes what the focus is on.
  useEffect(() => {
    const narrow = matchMedia('(width < 60rem)');
    const keep = () => {
      const { activeElement } = document;
      if (split.current?.contains(activeElement))
        activeElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    narrow.addEventListener('change', keep);
    return () => narrow.removeEventListener('change', keep);
  }, []);
  const show = useCallback((face: number) => {
    const panel = split.current?.querySelector<HTMLElement>(':scope > .panel');
    if (face === 1 && panel) focusInside(panel);
    else split.current?.scrollTo({ left: 0 });
  }, []);
  return (
    <div className="faced">
      <FaceBar work={names[0]} panel={names[1]} shown={shown} onShow={show} />
      <div className={`split faces ${look}`} ref={split} onScroll={follow}>
        {children}
      </div>
    </div>
  );
}

interface FaceBarProps {
  readonly work: string;
  readonly panel: string;
  readonly shown: number;
  readonly onShow: (face: number) => void;
}

/** Stays as it is while a key moves through the list below. */
const FaceBar = memo(function FaceBar({ work, panel, shown, onShow }: FaceBarProps) {
  const { t } = useTexts();
  return (
    <nav className="face-bar" aria-label={t('faces.label')}>
      {[work, panel].map((name, face) => (
        <Button key={name} aria-pressed={face === shown} onPress={() => onShow(face)}>
          {name}
        </Button>
      ))}
    </nav>
  );
});
