/** Keys of the app that are pressed together with Control. */
export const controlKeys = ['k', 'l', 'p', 'o'] as const;
type ControlKey = (typeof controlKeys)[number];

/** Keys that belong to the app or to the screen around a frame, also while the frame has the focus. */
export function shortcutOf<K extends string>(event: KeyboardEvent, plainKeys: readonly K[]): K | ControlKey | null {
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl) return controlKeys.find((key) => key === event.key.toLowerCase()) ?? null;
  return event.altKey ? null : (plainKeys.find((key) => key === event.key) ?? null);
}
