import type { RefObject } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { StreamedFile } from '../ranges/stream-file.ts';
import { type FrameLink, useFrame } from './use-frame.ts';
import { wholeBuffer } from './viewer-frame.ts';
import {
  type FromViewer,
  fromViewerSchema,
  type Ghost,
  type LayerPage,
  type OpenAbout,
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
  /**
   * Shows a file, an encrypted one with its password; its bytes or its port are transferred and not usable afterwards.
   */
  open(file: Uint8Array | StreamedFile, texts: ViewerTexts, password?: string | null, about?: OpenAbout): void;
  close(): void;
  goTo(pageIndex: number): void;
  /** Lays words over the pictures of pages, for selecting and for screen readers; `label` says what they are. */
  showLayer(label: string, pages: readonly LayerPage[]): void;
  zoomTo(zoom: Zoom): void;
  /** Lets the person place a rectangle; null = cancelled. */
  place(ghost: Ghost, at: Place): Promise<Place | null>;
  /** Ends placing with the present place, or without one. */
  finishPlacing(place: Place | null): void;
}

/** Connects a screen with one viewer frame. */
export function useViewer(): Viewer {
  return useFrame(viewerPart);
}

const viewerPart = { schema: fromViewerSchema, nothing, connect };

function connect({ frame, tell, nextId, setState }: FrameLink<ToViewer, ViewerState>) {
  let answerPlace: ((place: Place | null) => void) | null = null;

  const merge = (change: Partial<ViewerState>) => setState((state) => ({ ...state, ...change }));
  const finishPlacing = (place: Place | null) => {
    tell({ type: 'stop-placing' });
    merge({ placing: null });
    answerPlace?.(place);
    answerPlace = null;
  };

  const hear = (message: Exclude<FromViewer, { type: 'ready' | 'key' }>) => {
    switch (message.type) {
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
    }
  };

  const commands = {
    open: (given: Uint8Array | StreamedFile, texts: ViewerTexts, password: string | null = null, about?: OpenAbout) => {
      setState(() => nothing);
      const file = given instanceof Uint8Array ? wholeBuffer(given) : given;
      const moved = file instanceof ArrayBuffer ? file : file.port;
      const more = { ...(password === null ? {} : { password }), ...(about && { about }) };
      tell({ type: 'open', id: nextId(), file, texts, ...more }, [moved]);
    },
    close: () => {
      nextId();
      setState(() => nothing);
      tell({ type: 'close' });
    },
    goTo: (pageIndex: number) => tell({ type: 'go', pageIndex }),
    showLayer: (label: string, pages: readonly LayerPage[]) => tell({ type: 'layer', label, pages }),
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
