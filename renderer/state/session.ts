import { create } from 'zustand';
import type { AppStatus } from '../../shared/bridge.ts';

/** What main told last; null only before the first answer. */
export const useSession = create<{ readonly status: AppStatus | null }>(() => ({ status: null }));

/** Keeps what main told. */
export function setStatus(status: AppStatus): void {
  useSession.setState({ status });
}
