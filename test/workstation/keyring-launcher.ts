import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type DesktopSession, makeDesktopSession, noteDaemon } from './session-launcher.ts';

/** Whether this computer has what a headless keyring session needs. */
export const hasKeyringTools = ['dbus-run-session', 'gnome-keyring-daemon'].every(
  (tool) => spawnSync('which', [tool]).status === 0,
);

/** A desktop session with a real, unlocked gnome-keyring for every start of the app. */
export interface KeyringSession extends DesktopSession {
  /** Where gnome-keyring keeps its files: without them the keyring is lost. */
  readonly keyrings: string;
}

/** Writes a program that starts the app in a session with an unlocked keyring. */
export function makeKeyringSession(folder: string): KeyringSession {
  const session = makeDesktopSession(folder, {
    script: unlockScript,
    environment: () => 'XDG_CURRENT_DESKTOP=GNOME',
    names: ['gnome-keyring'],
  });
  return { ...session, keyrings: path.join(session.home, '.local/share/keyrings') };
}

/** The daemon says nothing about its process, so it stays in the foreground of a background job. */
function unlockScript(home: string): string {
  return `printf 'schluesselbund' | gnome-keyring-daemon --unlock --foreground --components=secrets > /dev/null 2>&1 &
${noteDaemon(home)}
for i in {1..50}; do
  dbus-send --session --dest=org.freedesktop.DBus --print-reply /org/freedesktop/DBus \\
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2> /dev/null | grep -q true && break
  sleep 0.1
done
`;
}
