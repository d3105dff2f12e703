import { controlKeys, placeKeys } from './shortcut-keys.ts';

/** The app's shortcuts also work while a frame of the viewer has the focus: what it reports happens once more around it. */
export function repeatKey(frame: HTMLIFrameElement | null, key: string, shiftKey: boolean): void {
  const isOne = (keys: readonly string[]) => keys.includes(key);
  const held = { shiftKey, ctrlKey: isOne(controlKeys), altKey: isOne(placeKeys) };
  frame?.dispatchEvent(new KeyboardEvent('keydown', { key, ...held, bubbles: true, cancelable: true }));
}

/** The bytes as a buffer of their own, which can be transferred; copied only when they are part of a larger one. */
export function wholeBuffer(bytes: Uint8Array): ArrayBuffer {
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return (isWhole ? bytes : bytes.slice()).buffer as ArrayBuffer;
}
