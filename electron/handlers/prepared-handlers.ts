import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';

type PreparedCall = 'prepared.list' | 'prepared.keep' | 'prepared.discard';

/** Signatures that wait for a connection. */
export function preparedHandlers(state: AppState): Pick<BridgeHandlers, PreparedCall> {
  return {
    'prepared.list': async () => [...(await state.workplace().prepared.list())],
    'prepared.keep': async (prepared) => {
      await state.workplace().prepared.keep(prepared);
      return {};
    },
    'prepared.discard': async ({ id }) => {
      await state.workplace().prepared.discard(id);
      return {};
    },
  };
}
