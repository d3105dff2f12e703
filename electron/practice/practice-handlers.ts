import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { closeWorkplace, type LockEdge } from '../lock.ts';

/** The two ways out of this process. */
export interface PracticeEdge extends Omit<LockEdge, 'relaunch'> {
  readonly startPractice: () => void;
  readonly endPractice: () => void;
}

/** Into practice, from an open Aktentasche as if it was locked; and out of it. Throws AppError 'input-invalid' the wrong way round. */
export function practiceHandlers(
  state: AppState,
  edge: PracticeEdge,
): Pick<BridgeHandlers, 'practice.start' | 'practice.end'> {
  const isPractice = state.setting.practice !== null;
  return {
    'practice.start': async () => {
      if (isPractice) throw new AppError('input-invalid');
      if (state.status().phase === 'open') await closeWorkplace(state, edge);
      edge.startPractice();
      return {};
    },
    'practice.end': async () => {
      if (!isPractice) throw new AppError('input-invalid');
      edge.endActs();
      edge.endPractice();
      return {};
    },
  };
}
