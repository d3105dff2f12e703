import type { BrowserWindow } from 'electron';

/** Brings a window before all others, also when it is minimised. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
