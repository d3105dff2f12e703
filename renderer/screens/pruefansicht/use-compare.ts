import type { RefObject } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import {
  type CompareTexts,
  type FromCompare,
  fromCompareSchema,
  type Mark,
  type Pair,
  type PairOutcome,
  type ToCompare,
} from '../../viewer/compare-protocol.ts';
import { type FrameLink, useFrame } from '../../viewer/use-frame.ts';
import { wholeBuffer } from '../../viewer/viewer-frame.ts';

/** What the comparing page has found so far. */
export interface CompareState {
  readonly pairs: readonly Pair[];
  readonly outcomes: ReadonlyMap<number, PairOutcome>;
  readonly scale: number;
  readonly code: ErrorCode | null;
}

const nothing: CompareState = { pairs: [], outcomes: new Map(), scale: 1, code: null };

/** Two states of a file; their bytes are transferred. `first`: pages (from 0) to compare first; `password`: null for none. */
export interface States {
  readonly signed: Uint8Array;
  readonly current: Uint8Array;
  readonly first: readonly number[];
  readonly password: string | null;
}

/** The screen's side of the comparing page. */
export interface Compare extends CompareState {
  readonly frame: RefObject<HTMLIFrameElement | null>;
  open(states: States, texts: CompareTexts): void;
  close(): void;
  mark(marks: readonly Mark[]): void;
  show(pairIndex: number, number: number | null): void;
  zoomTo(zoom: number | 'width'): void;
}

/** Connects a screen with one frame that compares. */
export function useCompare(): Compare {
  return useFrame(comparePart);
}

const comparePart = { schema: fromCompareSchema, nothing, connect };

function connect({ tell, nextId, setState }: FrameLink<ToCompare, CompareState>) {
  const hear = (message: Exclude<FromCompare, { type: 'ready' | 'key' }>) => {
    switch (message.type) {
      case 'opened':
        setState((state) => ({ ...state, pairs: message.pairs }));
        break;
      case 'failed':
        setState((state) => ({ ...state, code: message.code }));
        break;
      case 'compared':
        setState((state) => ({
          ...state,
          outcomes: new Map([...state.outcomes, [message.pairIndex, message.outcome]]),
        }));
        break;
      case 'view':
        setState((state) => ({ ...state, scale: message.scale }));
        break;
    }
  };

  const commands = {
    open: (states: States, texts: CompareTexts) => {
      setState(() => nothing);
      const [signed, current] = [wholeBuffer(states.signed), wholeBuffer(states.current)];
      const { first, password } = states;
      const secret = password === null ? {} : { password };
      tell({ type: 'open', id: nextId(), signed, current, first, texts, ...secret }, [signed, current]);
    },
    close: () => {
      nextId();
      setState(() => nothing);
      tell({ type: 'close' });
    },
    mark: (marks: readonly Mark[]) => tell({ type: 'mark', marks }),
    show: (pairIndex: number, number: number | null) => tell({ type: 'show', pairIndex, number }),
    zoomTo: (zoom: number | 'width') => tell({ type: 'zoom', zoom }),
  };
  return { hear, commands };
}
