import type { FilteredList, FilterView } from '../shared/saved-filter.ts';

/** A list whose filter and order can be kept under a name. */
export interface Filterable<L extends FilteredList> {
  readonly list: L;
  /** What the list shows now. */
  readonly view: FilterView<L>;
  /** A filter in words, for telling it from the others. */
  readonly words: (view: FilterView<L>) => string;
  readonly onApply: (view: FilterView<L>) => void;
}
