import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DesktopSession, linesOf, makeDesktopSession, makeOwnFolder, noteDaemon } from './session-launcher.ts';

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
export interface ScreenReaderSession extends DesktopSession {
  /** Everything that was told on the bus so far. */
  heard(): readonly Heard[];
  /** Everything that Orca would have spoken so far. */
  spoken(): readonly string[];
}

/** Writes a program that starts the app in a session with Orca and a listener on the accessibility bus. */
export function makeScreenReaderSession(folder: string): ScreenReaderSession {
  const session = makeDesktopSession(folder, {
    script: (home) => listenScript(folder, home),
    environment: (home) => `SPEECHD_ADDRESS='unix_socket:${home}/none' ACCESSIBILITY_ENABLED=1 LC_MESSAGES=C`,
    names: ['orca', 'python3'],
  });
  const { home } = session;
  const config = makeOwnFolder(path.join(home, '.config'));
  // No sound: Orca writes down what it would have said.
  writeFileSync(path.join(makeOwnFolder(path.join(config, 'speech-dispatcher')), 'speechd.conf'), 'DisableAutoSpawn\n');
  for (const name of programs) copyFileSync(path.join(import.meta.dirname, name), path.join(folder, name));
  const { heard, spoken } = filesIn(home);
  return {
    ...session,
    heard: () =>
      linesOf(heard)
        .map((line) => JSON.parse(line) as Heard)
        .filter(({ event }) => event !== 'ready'),
    spoken: () => linesOf(spoken).flatMap((line) => /SPEECH OUTPUT: '(.*)'(?:\{.*\})?$/.exec(line)?.[1] ?? []),
  };
}

const programs = ['listen-atspi.py', 'start-orca.py'];

const filesIn = (home: string) => ({ heard: path.join(home, 'heard.jsonl'), spoken: path.join(home, 'orca.log') });

/** Says that somebody listens, and starts who listens. */
function listenScript(folder: string, home: string): string {
  const { heard, spoken } = filesIn(home);
  const say = (status: string) =>
    `dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.freedesktop.DBus.Properties.Set \\
  string:org.a11y.Status string:${status} variant:boolean:true > /dev/null 2>&1`;
  return `${say('IsEnabled')}
${say('ScreenReaderEnabled')}
${python} '${folder}/listen-atspi.py' '${heard}' > /dev/null 2>&1 &
${noteDaemon(home)}
${python} '${folder}/start-orca.py' '${spoken}' > /dev/null 2>&1 &
${noteDaemon(home)}
for i in {1..100}; do
  grep -q ready '${heard}' 2> /dev/null && grep -q 'Screen reader on' '${spoken}' 2> /dev/null && break
  sleep 0.1
done
`;
}
