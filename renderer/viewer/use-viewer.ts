import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { VIEWER_ORIGIN } from './viewer-address.ts';
import { repeatKey, wholeBuffer } from './viewer-frame.ts';
import {
  type FromViewer,
  fromViewerSchema,
  type Ghost,
  type Place,
  type SizePt,
  type ToViewer,
  type ViewerTexts,
  type Zoom,
} from './viewer-protocol.ts';

/** What the viewer shows now. */
export interface ViewerState {
  readonly pageCount: number;
  readonly pageIndex: number;
  readonly scale: number;
  readonly isDrawn: boolean;
  readonly code: ErrorCode | null;
  /** Where the rectangle is while the person looks for its place. */
  readonly placing: { readonly place: Place; readonly page: SizePt } | null;
}

const nothing: ViewerState = { pageCount: 0, pageIndex: 0, scale: 1, isDrawn: false, code: null, placing: null };

/** The screen's side of the viewer: commands to the frame, and what it reports. */
export interface Viewer extends ViewerState {
  readonly frame: RefObject<HTMLIFrameElement | null>;
  /** Shows a file; its bytes are transferred and empty afterwards. */
  open(bytes: Uint8Array, texts: ViewerTexts, password: string | null): void;
  close(): void;
  goTo(pageIndex: number): void;
  zoomTo(zoom: Zoom): void;
  /** Lets the person place a rectangle; null = cancelled. */
  place(ghost: Ghost, at: Place): Promise<Place | null>;
  /** Ends placing with the present place, or without one. */
  finishPlacing(place: Place | null): void;
}

/** Connects a screen with one viewer frame. */
export function useViewer(): Viewer {
  const frame = useRef<HTMLIFrameElement>(null);
  const [state, setState] = useState(nothing);
  const calls = useMemo(() => connect(frame, setState), []);
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== VIEWER_ORIGIN) return;
      const message = fromViewerSchema.safeParse(event.data);
      if (message.success) calls.hear(message.data);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [calls]);
  return { ...state, frame, ...calls.commands };
}

type SetState = (change: (state: ViewerState) => ViewerState) => void;

function connect(frame: RefObject<HTMLIFrameElement | null>, setState: SetState) {
  let early: ToViewer[] | null = [];
  let openId = 0;
  let answerPlace: ((place: Place | null) => void) | null = null;

  const tell = (message: ToViewer) => {
    if (early) early.push(message);
    else frame.current?.contentWindow?.postMessage(message, VIEWER_ORIGIN, 'bytes' in message ? [message.bytes] : []);
  };
  const merge = (change: Partial<ViewerState>) => setState((state) => ({ ...state, ...change }));
  const finishPlacing = (place: Place | null) => {
    tell({ type: 'stop-placing' });
    merge({ placing: null });
    answerPlace?.(place);
    answerPlace = null;
  };

  const hear = (message: FromViewer) => {
    if ('id' in message && message.id !== openId) return;
    switch (message.type) {
      case 'ready': {
        const waiting = early ?? [];
        early = null;
        for (const each of waiting) tell(each);
        break;
      }
      case 'opened':
        merge({ pageCount: message.pageCount });
        break;
      case 'failed':
        merge({ code: message.code });
        break;
      case 'view':
        merge({
          pageIndex: message.pageIndex,
          scale: message.scale,
          isDrawn: message.drawn.includes(message.pageIndex),
        });
        break;
      case 'placing':
        if (answerPlace) merge({ placing: { place: message.place, page: message.page } });
        break;
      case 'placed':
        finishPlacing(message.place);
        break;
      case 'placing-cancelled':
        finishPlacing(null);
        break;
      case 'key':
        repeatKey(frame.current, message.key, message.shift);
        break;
    }
  };

  const commands = {
    open: (bytes: Uint8Array, texts: ViewerTexts, password: string | null) => {
      openId += 1;
      setState(() => nothing);
      const secret = password === null ? {} : { password };
      tell({ type: 'open', id: openId, bytes: wholeBuffer(bytes), texts, ...secret });
    },
    close: () => {
      openId += 1;
      setState(() => nothing);
      tell({ type: 'close' });
    },
    goTo: (pageIndex: number) => tell({ type: 'go', pageIndex }),
    zoomTo: (zoom: Zoom) => tell({ type: 'zoom', zoom }),
    place: (ghost: Ghost, at: Place) => {
      answerPlace?.(null);
      const answer = new Promise<Place | null>((resolve) => {
        answerPlace = resolve;
      });
      frame.current?.focus();
      tell({ type: 'place', ghost, at });
      return answer;
    },
    finishPlacing,
  };
  return { hear, commands };
}
