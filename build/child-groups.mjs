import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const graceMs = 10_000;
const pollMs = 100;

/**
 * Keeps the programs that a command starts, each as the leader of its own process group, so that the end of the command
 * ends all of them and nothing else.
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
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
