import { create } from 'zustand';
import type { SavedFilter } from '../../shared/saved-filter.ts';

/** The filters that the person keeps on this device; null until they were read. */
export const useSavedFilters = create<{ readonly filters: readonly SavedFilter[] | null }>(() => ({ filters: null }));
