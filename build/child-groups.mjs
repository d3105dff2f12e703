import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const graceMs = 10_000;
const pollMs = 100;

/**
 * Keeps the programs that a command starts, each as the leader of its own session, so that the end of the command ends all
 * of them and nothing else.
 */
export function createChildGroups() {
  const leaders = [];
  return {
    /** Starts a program; its errors go to ours, its standard output is the caller's. */
    start(program, words, options = {}) {
      const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], ...options, detached: true });
      leaders.push(child);
      return child;
    },
    /** Resolves when a program and all that it left behind have ended: an app may start itself anew. */
    async ended(child) {
      await once(child, 'exit');
      while (signalGroup(child.pid, 0)) await new Promise((resolve) => setTimeout(resolve, pollMs));
    },
    /** Takes over a program that was started elsewhere as the leader of its group. */
    adopt: (child) => void leaders.push(child),
    /** Asks every group to end, youngest first, and ends by force those that do not. */
    async end() {
      for (const child of leaders.splice(0).reverse()) await endGroup(child.pid);
    },
  };
}

/** Waits for the line of JSON with the property `name` on a program's output; other lines are passed on to `show`. */
export async function awaitJsonLine(child, name, show = console.error) {
  const lines = createInterface({ input: child.stdout });
  const found = new Promise((resolve) => {
    lines.on('line', (line) => {
      const message = line.startsWith('{') ? parseJson(line) : null;
      if (message && name in message) resolve(message);
      else show(line);
    });
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`Ended early with code ${code}`)));
  ended.catch(() => {});
  return Promise.race([found, ended]);
}

function parseJson(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function endGroup(pid) {
  if (!pid || !signalGroup(pid, 'SIGTERM')) return;
  for (let waitedMs = 0; waitedMs < graceMs; waitedMs += pollMs) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (!signalGroup(pid, 0)) return;
  }
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid, signal) {
  const told = membersOf(pid).map((member) => {
    try {
      return process.kill(member, signal);
    } catch {
      return false;
    }
  });
  return told.includes(true);
}

/** Who lives in the session of a leader: an app that starts itself anew leaves the group, not the session (proc(5)). */
function membersOf(leader) {
  if (process.platform !== 'linux') return [-leader];
  return readdirSync('/proc').flatMap((name) => {
    const [state, , , session] = statOf(name);
    return state && state !== 'Z' && Number(session) === leader ? [Number(name)] : [];
  });
}

/** The fields of a process after its name; none when there is no such process. */
function statOf(name) {
  if (!/^[0-9]+$/.test(name)) return [];
  try {
    const line = readFileSync(`/proc/${name}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
