/** Keys that belong to the app or to the screen around a frame, also while the frame has the focus. */
export function shortcutOf<K extends string>(event: KeyboardEvent, plainKeys: readonly K[]): K | 'k' | 'l' | null {
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl) return event.key === 'k' || event.key === 'l' ? event.key : null;
  return event.altKey ? null : (plainKeys.find((key) => key === event.key) ?? null);
}
