import { type BrowserWindow, Notification } from 'electron';
import { bringToFront } from './bring-to-front.ts';

/** Shows a notification of the OS; a click brings the window up. A desktop without a place for them shows nothing. */
export function makeShowNotification(window: BrowserWindow): (body: string) => void {
  // Kept, because the collector would take its click away.
  let shown: Notification | null = null;
  return (body) => {
    if (!Notification.isSupported()) return;
    shown?.close();
    shown = new Notification({ title: 'Aktentasche', body });
    shown.on('click', () => bringToFront(window));
    shown.show();
  };
}
