import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stage } from './app.ts';

const isRoot = process.getuid?.() === 0;

/** What runs beside the app in a desktop session. */
export interface SessionPrograms {
  /** Shell lines in the session before it becomes the app; what they leave running is noted with {@link noteDaemon}. */
  readonly script: (home: string) => string;
  /** More environment, as shell assignments. */
  readonly environment: (home: string) => string;
  /** How the names of these programs begin: nothing else is ended. */
  readonly names: readonly string[];
}

/** A program that starts the app inside a D-Bus session of its own. */
export interface DesktopSession {
  readonly launcher: string;
  /** The home folder of every start. */
  readonly home: string;
  /** Exit code of the app's last end, of a signal 128 and its number; null: it never ended. */
  ended(): number | null;
  /** Ends what runs beside the app, of all starts. */
  end(): void;
}

const endIn = (home: string) => path.join(home, 'ended');
const daemonsIn = (home: string) => path.join(home, 'daemons');

/** Shell line that notes the background job before it. */
export const noteDaemon = (home: string): string => `echo $! >> '${daemonsIn(home)}'`;

/** Writes a launcher whose sessions have these programs; the app runs as an unprivileged person in a home of its own. */
export function makeDesktopSession(folder: string, programs: SessionPrograms): DesktopSession {
  const home = makeOwnFolder(path.join(folder, 'home'));
  const session = path.join(folder, 'session');
  const launcher = path.join(folder, 'launch');
  const script = `#!/bin/bash\n${programs.script(home)}"$@"\ncode=$?\necho $code > '${endIn(home)}'\nexit $code\n`;
  writeFileSync(session, script, { mode: 0o755 });
  writeFileSync(launcher, launcherScript(home, session, programs.environment(home)), { mode: 0o755 });
  return {
    launcher,
    home,
    ended: () => linesOf(endIn(home)).map(Number)[0] ?? null,
    end: () => {
      for (const pid of linesOf(daemonsIn(home))) endDaemon(Number(pid), programs.names);
    },
  };
}

/** Makes a folder that the unprivileged person of the session may write in. */
export function makeOwnFolder(folder: string): string {
  mkdirSync(folder, { mode: 0o700, recursive: true });
  if (isRoot) chownSync(folder, 65534, 65534);
  return folder;
}

/** Whole lines of a file: the last one may still be written. */
export function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

function endDaemon(pid: number, names: readonly string[]): void {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8');
    if (names.some((one) => name.startsWith(one))) process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its session.
  }
}

function launcherScript(home: string, session: string, environment: string): string {
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
export XDG_CONFIG_HOME='${home}/.config' XDG_CACHE_HOME='${home}/.cache' ${environment}
cd '${home}'
exec ${asUser}dbus-run-session -- '${session}' '${electron}' "\${words[@]}"
`;
}
