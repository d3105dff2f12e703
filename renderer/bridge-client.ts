import type { AppStatus, Bridge, BridgeCall, BridgeEvent, BridgeInput, BridgeOutput } from '../shared/bridge.ts';
import { AppError } from '../shared/errors.ts';

declare global {
  interface Window {
    /** Exposed by the preload. */
    readonly aktentasche: Bridge;
  }
}

/** Calls main. Rejects with the AppError that main named; its `cause` holds what else main said, such as `triesLeft`. */
export async function call<C extends BridgeCall>(name: C, input: BridgeInput<C>): Promise<BridgeOutput<C>> {
  const result = await window.aktentasche.call(name, input);
  if (result.ok) return result.value;
  throw new AppError(result.error.code, { cause: result.error });
}

/** Listens to what main tells unasked; answers with the function that stops it. */
export function onBridgeEvent(listener: (event: BridgeEvent) => void): () => void {
  return window.aktentasche.onEvent(listener);
}

/** What main knows before anything is unlocked. */
export function readStatus(): Promise<AppStatus> {
  return call('app.status', {});
}

/** The port that main posts to the window next: for the replica worker, or to the window that `key` names. */
export function nextPort(type: 'worker-port' | 'window-port', key?: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data?.type !== type || event.data.key !== key || !port) return;
      window.removeEventListener('message', onMessage);
      resolve(port);
    };
    window.addEventListener('message', onMessage);
  });
}
