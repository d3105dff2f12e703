/** Keys of the app that are pressed with Control, and the numbers of its places, pressed with Alt. */
export const controlKeys = ['f', 'k', 'l', 'o', 'p'] as const;
export const placeKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const;
type AppKey = (typeof controlKeys)[number] | (typeof placeKeys)[number];

/** Keys that belong to the app or to the screen around a frame, also while the frame has the focus. */
export function shortcutOf<K extends string>(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  plainKeys: readonly K[],
): K | AppKey | null {
  const among = <T extends string>(keys: readonly T[], pressed = event.key) =>
    keys.find((key) => key === pressed) ?? null;
  if (event.ctrlKey || event.metaKey) return among(controlKeys, event.key.toLowerCase());
  return event.altKey ? among(placeKeys) : among(plainKeys);
}
