import { decideNotification, type Told } from '../../shared/decide-notification.ts';
import { translate } from '../../shared/texts/translate.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';

/** What telling the person needs of Electron. */
export interface NotifyEdge {
  /** Whether the window is before her eyes. */
  readonly isWatching: () => boolean;
  readonly show: (body: string) => void;
}

/** Tells of new work while the app is open and the person does something else; which text never names anybody (V14). */
export function notifyHandlers(state: AppState, edge: NotifyEdge): Pick<BridgeHandlers, 'due.report'> {
  let told: Told | null = null;
  return {
    'due.report': async (counts) => {
      // Throws while locked.
      state.workplace();
      const { notify, language } = state.status();
      const decision = decideNotification(counts, told, {
        nowMs: state.setting.now().getTime(),
        isAllowed: notify,
        isWatching: edge.isWatching(),
      });
      told = decision.told;
      const { words } = decision;
      if (words) edge.show(translate(language, words.key, { n: words.n }));
      return {};
    },
  };
}
