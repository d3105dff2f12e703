import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { VIEWER_ORIGIN } from './viewer-address.ts';
import { repeatKey } from './viewer-frame.ts';

/** What every page of the viewer's origin says besides its own messages. */
type Common = { readonly type: 'ready' } | { readonly type: 'key'; readonly key: string; readonly shift: boolean };

/** What a screen needs to speak with its page. */
export interface FrameLink<To, State> {
  readonly frame: RefObject<HTMLIFrameElement | null>;
  /** What is told before the page is ready waits; `moved`: what is transferred. */
  tell(message: To, moved?: readonly Transferable[]): void;
  /** A number for what is opened now: answers to anything opened before are not heard any more. */
  nextId(): number;
  setState(change: (state: State) => State): void;
}

/** One kind of page: what it may say, what is known before it says anything, and how a screen speaks with it. */
export interface FramePart<To, From extends { readonly type: string }, State, Commands> {
  readonly schema: z.ZodType<From>;
  readonly nothing: State;
  readonly connect: (link: FrameLink<To, State>) => {
    readonly hear: (message: Exclude<From, Common>) => void;
    readonly commands: Commands;
  };
}

/** Connects a screen with one page of the viewer's origin; only that page, checked against its schema, is heard. */
export function useFrame<To, From extends { readonly type: string }, State, Commands>(
  part: FramePart<To, From, State, Commands>,
): State & Commands & Pick<FrameLink<To, State>, 'frame'> {
  const frame = useRef<HTMLIFrameElement>(null);
  const [state, setState] = useState(part.nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one kind of page per screen, connected once
  const link = useMemo(() => open(part, frame, setState), []);
  useEffect(() => {
    const onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== frame.current?.contentWindow || origin !== VIEWER_ORIGIN) return;
      const message = part.schema.safeParse(data);
      if (message.success) link.hear(message.data);
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [part, link]);
  return { ...state, ...link.commands, frame };
}

function open<To, From extends { readonly type: string }, State, Commands>(
  { connect }: FramePart<To, From, State, Commands>,
  frame: RefObject<HTMLIFrameElement | null>,
  setState: (change: (state: State) => State) => void,
) {
  let early: (() => void)[] | null = [];
  let openId = 0;
  const tell = (message: To, moved: readonly Transferable[] = []): void => {
    if (early) early.push(() => tell(message, moved));
    else frame.current?.contentWindow?.postMessage(message, VIEWER_ORIGIN, [...moved]);
  };
  const page = connect({ frame, tell, setState, nextId: () => ++openId });
  const hear = (message: From | Common): void => {
    if ('id' in message && message.id !== openId) return;
    if (isReady(message)) {
      const waiting = early ?? [];
      early = null;
      for (const each of waiting) each();
    } else if (isKey(message)) repeatKey(frame.current, message.key, message.shift);
    else page.hear(message as Exclude<From, Common>);
  };
  return { hear, commands: page.commands };
}

function isReady(message: { readonly type: string }): message is Common & { readonly type: 'ready' } {
  return message.type === 'ready';
}

function isKey(message: { readonly type: string }): message is Common & { readonly type: 'key' } {
  return message.type === 'key';
}
