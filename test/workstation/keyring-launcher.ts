import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stage } from './app.ts';

const isRoot = process.getuid?.() === 0;

/** Whether this computer has what a headless keyring session needs. */
export const hasKeyringTools = ['dbus-run-session', 'gnome-keyring-daemon'].every(
  (tool) => spawnSync('which', [tool]).status === 0,
);

/** A desktop session with a real, unlocked gnome-keyring for every start of the app. */
export interface KeyringSession {
  readonly launcher: string;
  /** Where gnome-keyring keeps its files: without them the keyring is lost. */
  readonly keyrings: string;
  /** Ends the daemons of all starts. */
  end(): void;
}

/** Writes a program that starts the app inside a D-Bus session of its own with an unlocked keyring. */
export function makeKeyringSession(folder: string): KeyringSession {
  const home = path.join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  if (isRoot) chownSync(home, 65534, 65534);
  const pids = path.join(home, 'daemons');
  const session = path.join(folder, 'session');
  const launcher = path.join(folder, 'launch');
  writeFileSync(session, sessionScript(pids), { mode: 0o755 });
  writeFileSync(launcher, launcherScript(home, session), { mode: 0o755 });
  return {
    launcher,
    keyrings: path.join(home, '.local/share/keyrings'),
    end: () => {
      if (existsSync(pids))
        for (const pid of readFileSync(pids, 'utf8').split('\n').filter(Boolean)) endDaemon(Number(pid));
    },
  };
}

function endDaemon(pid: number): void {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('gnome-keyring')) process.kill(pid);
  } catch {
    // It ended with its session.
  }
}

/** Runs in the session: the daemon says nothing about its process, so it stays in the foreground of a background job. */
function sessionScript(pids: string): string {
  return `#!/bin/bash
printf 'schluesselbund' | gnome-keyring-daemon --unlock --foreground --components=secrets > /dev/null 2>&1 &
echo $! >> '${pids}'
for i in {1..50}; do
  dbus-send --session --dest=org.freedesktop.DBus --print-reply /org/freedesktop/DBus \\
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2> /dev/null | grep -q true && break
  sleep 0.1
done
exec "$@"
`;
}

function launcherScript(home: string, session: string): string {
  const { folder, launcher } = stage();
  const electron = isRoot ? path.join(folder, 'electron/electron') : launcher;
  const asUser = isRoot ? 'setpriv --reuid 65534 --regid 65534 --clear-groups -- ' : '';
  const loader = isRoot ? `[[ $word == */electron/loader.js ]] && word='${path.join(folder, 'loader.js')}'` : ':';
  return `#!/bin/bash
words=()
for word in "$@"; do
  ${loader}
  words+=("$word")
done
export HOME='${home}' XDG_RUNTIME_DIR='${home}' XDG_DATA_HOME='${home}/.local/share'
export XDG_CONFIG_HOME='${home}/.config' XDG_CACHE_HOME='${home}/.cache' XDG_CURRENT_DESKTOP=GNOME
cd '${home}'
exec ${asUser}dbus-run-session -- '${session}' '${electron}' "\${words[@]}"
`;
}
