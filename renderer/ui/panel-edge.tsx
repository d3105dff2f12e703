import { type KeyboardEvent, type PointerEvent, useContext, useLayoutEffect, useRef, useState } from 'react';
import { rootPx } from './root-px.ts';
import { ScreenName } from './screen-name.ts';
import { useTexts } from './use-texts.ts';

/** In rem; the screen's own style keeps it below half of the window. */
const narrowest = 14;
const widest = 48;

/**
 * The edge between work and panel: dragged, or moved by arrow keys; Enter or a double click brings the usual width back. Each
 * screen's width is remembered on this device, and says nothing about any Akte (D30).
 */
export function PanelEdge() {
  const { t } = useTexts();
  const key = `panel:${useContext(ScreenName)}`;
  const edge = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(() => readWidth(key));
  const [shown, setShown] = useState(narrowest);
  const measured = () => (edge.current?.nextElementSibling?.getBoundingClientRect().width ?? 0) / rootPx();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows from what was chosen
  useLayoutEffect(() => {
    const split = edge.current?.parentElement;
    if (chosen === null) split?.style.removeProperty('--panel');
    else split?.style.setProperty('--panel', `${chosen}rem`);
    setShown(Math.min(widest, Math.max(narrowest, Math.round(measured()))));
  }, [chosen]);
  const choose = (width: number | null) => {
    const next = width === null ? null : Math.min(widest, Math.max(narrowest, width));
    setChosen(next);
    if (next === null) localStorage.removeItem(key);
    else localStorage.setItem(key, String(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: Math.round(measured()) + 1,
      ArrowRight: Math.round(measured()) - 1,
      Home: narrowest,
      End: widest,
      Enter: null,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const { currentTarget: target, clientX: from, pointerId } = event;
    const before = measured();
    target.setPointerCapture(pointerId);
    const move = (moved: globalThis.PointerEvent) => choose(before + (from - moved.clientX) / rootPx());
    target.addEventListener('pointermove', move);
    target.addEventListener('lostpointercapture', () => target.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot take the focus; this separator is moved (WAI-ARIA window splitter)
    <div
      ref={edge}
      className="panel-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('teilung.panel')}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={shown}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={() => choose(null)}
    />
  );
}

function readWidth(key: string): number | null {
  const width = Number.parseFloat(localStorage.getItem(key) ?? '');
  return width >= narrowest && width <= widest ? width : null;
}
