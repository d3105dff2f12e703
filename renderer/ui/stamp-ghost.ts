import type { UnplacedStamp } from '../pdf-api.ts';
import type { Ghost } from '../viewer/viewer-protocol.ts';

/** What is shown of a stamp while its place is looked for: itself, as it will be set. */
export function stampGhost({ rect, text, picture }: UnplacedStamp): Ghost {
  return {
    kind: 'stamp',
    lines: text.split(', '),
    widthPt: rect.width,
    heightPt: rect.height,
    ...(picture && { picture }),
  };
}
