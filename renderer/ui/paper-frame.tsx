import type { RefObject } from 'react';

interface PaperFrameProps {
  readonly frame: RefObject<HTMLIFrameElement | null>;
  readonly title: string;
  /** A page of the viewer's origin. */
  readonly src: string;
}

/** A page of the viewer's origin: it runs its own scripts and knows nothing else. */
export function PaperFrame({ frame, title, src }: PaperFrameProps) {
  return (
    <iframe
      ref={frame}
      className="paper"
      title={title}
      src={src}
      sandbox="allow-scripts allow-same-origin"
      referrerPolicy="no-referrer"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame is a stop of the Tab key anyway, but not every checker knows that
      tabIndex={0}
    />
  );
}
