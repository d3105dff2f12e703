// `npm run load -- [--clients 2000] [--nodes 2] [--pushers 64] [--batch 1] [--seconds 20] [--failovers 0] [--database-url URL]
// [--profile FOLDER]`: real server processes under load over real HTTP, with a device key, a token and a proof per request of
// every client. Everybody listens on the live line while some push; then the log is checked for gaps, doubles and losses, and
// some pull everything. Prints a table and ends with `N passed, N failed`.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './bootstrap.mjs';
import { createChildGroups } from './child-groups.mjs';
import { inRoot } from './repository.mjs';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '2000' },
    nodes: { type: 'string', default: '2' },
    pushers: { type: 'string', default: '64' },
    batch: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '20' },
    failovers: { type: 'string', default: '0' },
    'database-url': { type: 'string' },
    profile: { type: 'string' },
  },
});
const numbers = Object.fromEntries(
  ['clients', 'nodes', 'pushers', 'batch', 'seconds', 'failovers'].map((name) => [name, Number(values[name])]),
);
installDependencies();
const { bundle } = await import('./bundle.mjs');
const { bundleFunctions } = await import('./bundle-functions.mjs');
const { startNodes } = await import('./load/nodes.mjs');
const { runLoad } = await import('./load/run-load.mjs');

const groups = createChildGroups();
let nodes = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => Promise.resolve(nodes?.stop() ?? groups.end()).then(() => process.exit(1)));
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-functions-'));
let failed = 1;
try {
  await bundle({ only: ['server'], log: console.error });
  await bundleFunctions(folder, { change: inRoot('shared/change.ts') });
  const { operationPayload } = await import(path.join(folder, 'change.mjs'));
  const { profile, 'database-url': databaseUrl } = values;
  nodes = await startNodes({ count: numbers.nodes, databaseUrl, profile, groups });
  const load = { before: os.loadavg()[0] };
  const { rows, checks } = await runLoad({ ...numbers, nodes, operationPayload, log: console.error });
  console.log(`${os.cpus().length} cores, Node ${process.versions.node}, load ${load.before} -> ${os.loadavg()[0]}`);
  console.table(rows);
  console.table(checks);
  failed = checks.filter(({ ok }) => !ok).length;
  console.log(`${checks.length - failed} passed, ${failed} failed`);
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
} finally {
  await (nodes?.stop() ?? groups.end());
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
