import { call, onBridgeEvent } from '../bridge-client.ts';
import { presentDraft, useDrafts } from '../state/drafts.ts';
import { useRoute } from '../state/route.ts';

/** Input is safe at most 2 s after the last key: this wait plus the time main needs to write. */
const debounceMs = 800;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Saves unsaved input, route and scroll position whenever they change, and at once before lock or end. */
export function startKeepingDraft(): () => void {
  const stops = [
    useDrafts.subscribe((now, before) => {
      if (now.fields !== before.fields || now.scrollTop !== before.scrollTop) schedule();
    }),
    useRoute.subscribe(schedule),
    onBridgeEvent((event) => {
      if (event.type === 'before-lock') void saveDraftNow();
    }),
  ];
  const flush = () => void saveDraftNow();
  addEventListener('pagehide', flush);
  return () => {
    for (const stop of stops) stop();
    removeEventListener('pagehide', flush);
  };
}

/** Saves at once; resolves when it is on disk. A failure shows at the next save of the field itself. */
export async function saveDraftNow(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  await call('draft.save', presentDraft()).catch(() => undefined);
}

function schedule(): void {
  timer ??= setTimeout(() => void saveDraftNow(), debounceMs);
}
