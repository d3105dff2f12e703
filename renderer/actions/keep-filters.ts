import type { SavedFilter } from '../../shared/saved-filter.ts';
import { call } from '../bridge-client.ts';
import { useSavedFilters } from '../state/saved-filters.ts';

/** Reads the filters that the person keeps, once per session. */
export async function readFilters(): Promise<void> {
  if (useSavedFilters.getState().filters === null)
    useSavedFilters.setState({ filters: await call('filters.read', {}) });
}

/** Keeps these filters and no others; they are on the disk, encrypted, before the list shows them. */
export async function keepFilters(filters: readonly SavedFilter[]): Promise<void> {
  await call('filters.save', [...filters]);
  useSavedFilters.setState({ filters });
}
