/** Runs `act` whenever the window gets the focus, is shown again or the computer has a network again. Answers what ends it. */
export function onReturn(
  window: EventTarget,
  document: EventTarget & { readonly visibilityState: string },
  act: () => void,
): () => void {
  const onShown = () => {
    if (document.visibilityState === 'visible') act();
  };
  window.addEventListener('focus', act);
  window.addEventListener('online', act);
  document.addEventListener('visibilitychange', onShown);
  return () => {
    window.removeEventListener('focus', act);
    window.removeEventListener('online', act);
    document.removeEventListener('visibilitychange', onShown);
  };
}
