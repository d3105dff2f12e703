import type { DisplayRect } from '../../shared/pdf/pdf-types.ts';
import type { Ghost } from './viewer-protocol.ts';

/** A stamp that still has no place; `picture`: it alone, a PDF of one page. */
interface Unplaced {
  readonly rect: DisplayRect;
  readonly text: string;
  readonly picture: Uint8Array | null;
}

/** What is shown of a stamp while its place is looked for: itself, as it will be set. */
export function stampGhost({ rect, text, picture }: Unplaced): Ghost {
  return {
    kind: 'stamp',
    lines: text.split(', '),
    widthPt: rect.width,
    heightPt: rect.height,
    ...(picture && { picture }),
  };
}
