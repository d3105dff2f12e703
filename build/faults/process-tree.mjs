import { readdirSync, readFileSync } from 'node:fs';

/** kill -9 of a process and of everything that it started. */
export function killTree(pid) {
  for (const { pid: member } of listTree(pid)) kill(member);
}

/** kill -9 of the first process of a kind below `pid`: 'renderer', 'utility' (Chromium's network) or 'gpu'. False = none. */
export function killPart(pid, kind) {
  const word = { renderer: '--type=renderer', utility: 'network.mojom.NetworkService', gpu: '--type=gpu-process' }[
    kind
  ];
  const found = listTree(pid).find(({ command }) => command.includes(word));
  return found !== undefined && kill(found.pid);
}

/** kill -9 of every process that names `folder` in its command line: what a crash left behind. */
export function killUsersOf(folder) {
  for (const { pid, command } of listProcesses()) if (command.includes(folder)) kill(pid);
}

function listTree(pid) {
  const all = listProcesses();
  const tree = all.filter((each) => each.pid === pid);
  for (const { pid: parent } of tree) tree.push(...all.filter((each) => each.parent === parent));
  return tree;
}

function listProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name in brackets may hold anything, also brackets and blanks.
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent, command }];
      } catch {
        // It ended in the meantime.
        return [];
      }
    });
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
