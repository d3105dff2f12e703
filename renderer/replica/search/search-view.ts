import type { BlockReader } from './block-reader.ts';
import type { Breathe } from './build-segment.ts';
import type { Segment } from './segment.ts';

/** What a search looks at: the index at one moment. */
export interface SearchView {
  readonly g: number;
  readonly segments: readonly Segment[];
  readonly reader: BlockReader;
  readonly breathe: Breathe;
}
