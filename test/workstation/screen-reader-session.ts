import { spawnSync } from 'node:child_process';
import { chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stage } from './app.ts';

const isRoot = process.getuid?.() === 0;
/** The system's Python, which sees the packages of the system. */
const python = '/usr/bin/python3';

/** Whether this computer has Orca, the accessibility bus and a way to listen to it. */
export const hasScreenReader =
  ['dbus-run-session', 'orca'].every((tool) => spawnSync('which', [tool]).status === 0) &&
  spawnSync(python, ['-c', 'import pyatspi']).status === 0;

/** What the accessibility bus told; `on`: a state began, not ended. */
export interface Heard {
  readonly event: string;
  readonly role: string;
  readonly name: string;
  readonly states: readonly string[];
  /** Politeness of the live region around it; empty: none. */
  readonly live: string;
  readonly on: boolean;
  readonly text: string;
}

/** A desktop session in which Orca reads the app. */
export interface ScreenReaderSession {
  readonly launcher: string;
  /** Everything that was told on the bus so far. */
  heard(): readonly Heard[];
  /** Everything that Orca would have spoken so far. */
  spoken(): readonly string[];
  end(): void;
}

/** Writes a program that starts the app inside a D-Bus session of its own with Orca and a listener on the accessibility bus. */
export function makeScreenReaderSession(folder: string): ScreenReaderSession {
  const home = path.join(folder, 'home');
  const speech = path.join(home, '.config/speech-dispatcher');
  mkdirSync(speech, { recursive: true, mode: 0o700 });
  // No sound: Orca writes down what it would have said.
  writeFileSync(path.join(speech, 'speechd.conf'), 'DisableAutoSpawn\n');
  for (const part of [home, path.join(home, '.config'), speech]) if (isRoot) chownSync(part, 65534, 65534);
  const files = {
    heard: path.join(home, 'heard.jsonl'),
    spoken: path.join(home, 'orca.log'),
    pids: path.join(home, 'daemons'),
  };
  const listener = path.join(folder, 'listen-atspi.py');
  copyFileSync(path.join(import.meta.dirname, 'listen-atspi.py'), listener);
  const session = path.join(folder, 'session');
  const launcher = path.join(folder, 'launch');
  writeFileSync(session, sessionScript(listener, files), { mode: 0o755 });
  writeFileSync(launcher, launcherScript(home, session), { mode: 0o755 });
  return {
    launcher,
    heard: () =>
      linesOf(files.heard)
        .map((line) => JSON.parse(line) as Heard)
        .filter(({ event }) => event !== 'ready'),
    spoken: () => linesOf(files.spoken).flatMap((line) => /SPEECH OUTPUT: '(.*)'(?:\{.*\})?$/.exec(line)?.[1] ?? []),
    end: () => {
      for (const pid of linesOf(files.pids)) endDaemon(Number(pid));
    },
  };
}

/** Whole lines: the last one may still be written. */
function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

function endDaemon(pid: number): void {
  try {
    if (/^(orca|python3)/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))) process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its session.
  }
}

/** Runs in the session: says that somebody listens, starts who listens, then becomes the app. */
function sessionScript(listener: string, files: Readonly<Record<'heard' | 'spoken' | 'pids', string>>): string {
  const say = (status: string) =>
    `dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \\
  string:org.a11y.Status string:${status} variant:boolean:true > /dev/null 2>&1`;
  return `#!/bin/bash
${say('IsEnabled')}
${say('ScreenReaderEnabled')}
${python} '${listener}' '${files.heard}' > /dev/null 2>&1 &
echo $! >> '${files.pids}'
orca --debug-file='${files.spoken}' > /dev/null 2>&1 &
echo $! >> '${files.pids}'
for i in {1..100}; do
  grep -q ready '${files.heard}' 2> /dev/null && grep -q 'Screen reader on' '${files.spoken}' 2> /dev/null && break
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
export HOME='${home}' XDG_RUNTIME_DIR='${home}' XDG_DATA_HOME='${home}/.local/share' XDG_CONFIG_HOME='${home}/.config'
export XDG_CACHE_HOME='${home}/.cache' SPEECHD_ADDRESS='unix_socket:${home}/none' ACCESSIBILITY_ENABLED=1 LC_MESSAGES=C
cd '${home}'
exec ${asUser}dbus-run-session -- '${session}' '${electron}' "\${words[@]}"
`;
}
