import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
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
import { VIEWER_ORIGIN } from '../../viewer/viewer-address.ts';
import { repeatKey, wholeBuffer } from '../../viewer/viewer-frame.ts';

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
  const frame = useRef<HTMLIFrameElement>(null);
  const [state, setState] = useState(nothing);
  const calls = useMemo(() => connect(frame, setState), []);
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== VIEWER_ORIGIN) return;
      const message = fromCompareSchema.safeParse(event.data);
      if (message.success) calls.hear(message.data);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [calls]);
  return { ...state, frame, ...calls.commands };
}

type SetState = (change: (state: CompareState) => CompareState) => void;

function connect(frame: RefObject<HTMLIFrameElement | null>, setState: SetState) {
  let early: ToCompare[] | null = [];
  let openId = 0;

  const tell = (message: ToCompare) => {
    const moved = message.type === 'open' ? [message.signed, message.current] : [];
    if (early) early.push(message);
    else frame.current?.contentWindow?.postMessage(message, VIEWER_ORIGIN, moved);
  };

  const hear = (message: FromCompare) => {
    if ('id' in message && message.id !== openId) return;
    switch (message.type) {
      case 'ready': {
        const waiting = early ?? [];
        early = null;
        for (const each of waiting) tell(each);
        break;
      }
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
      case 'key':
        repeatKey(frame.current, message.key, message.shift);
        break;
    }
  };

  const commands = {
    open: ({ signed, current, first, password }: States, texts: CompareTexts) => {
      openId += 1;
      setState(() => nothing);
      const states = { signed: wholeBuffer(signed), current: wholeBuffer(current), first };
      tell({ type: 'open', id: openId, ...states, texts, ...(password === null ? {} : { password }) });
    },
    close: () => {
      openId += 1;
      setState(() => nothing);
      tell({ type: 'close' });
    },
    mark: (marks: readonly Mark[]) => tell({ type: 'mark', marks }),
    show: (pairIndex: number, number: number | null) => tell({ type: 'show', pairIndex, number }),
    zoomTo: (zoom: number | 'width') => tell({ type: 'zoom', zoom }),
  };
  return { hear, commands };
}
