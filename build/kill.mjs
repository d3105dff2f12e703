// `npm run test:kill -- [--n 50] [--seed 1]`: the real app against the real server, killed by kill -9 while a person edits
// and it syncs. Nothing that was said to be saved may be lost, nothing may arrive twice. Ends with `N passed, N failed`.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { awaitJsonLine, createChildGroups } from './child-groups.mjs';
import { inRoot } from './repository.mjs';

const { values } = parseArgs({
  options: { n: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.n);
const groups = createChildGroups();
const { runtime, display } = await bootstrap();
if (display) groups.adopt(display);
let ending = null;
const end = () => {
  ending ??= groups.end();
  return ending;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end().then(() => process.exit(1)));

// Only now are there packages to import.
const { bundle } = await import('./bundle.mjs');
const { ownedFolder, stageApp } = await import('./stage.mjs');
const { databaseUrlOf, openServerCheck } = await import('./kill/check-server.mjs');
const { startPausingProxy } = await import('./kill/pausing-proxy.mjs');
const { runKillLoop } = await import('./kill/run-kill-loop.mjs');
const { judge } = await import('./kill/judge.mjs');

let stage = null;
let proxy = null;
let failed = 1;
try {
  await bundle({ log: console.error });
  stage = stageApp(runtime);
  const data = ownedFolder(stage.folder, 'server');
  const words = [inRoot('dist/server/serve.js'), '--seed', 'demo', '--data', data, '--port', '0'];
  const { listening, demoPassword } = await awaitJsonLine(groups.start(process.execPath, words), 'listening');
  proxy = await startPausingProxy(listening);
  const entry = {
    server: proxy.origin,
    name: 'brandt',
    kennwort: demoPassword,
    passphrase: 'Regenschirm-Kaffee-Dienstag-4711',
  };
  const outcome = await runKillLoop({ stage, proxy, entry, kills, seed: Number(values.seed), log: console.log });
  const server = await openServerCheck({ databaseUrl: databaseUrlOf(data), dataFolder: path.resolve(data) });
  const verdicts = await judge({ outcome, server, kills });
  await server.close();
  console.table(outcome.rows);
  console.table(verdicts);
  failed = verdicts.filter(({ ok }) => !ok).length;
  console.log(`${verdicts.length - failed} passed, ${failed} failed`);
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
} finally {
  proxy?.stop();
  await end();
  stage?.remove();
}
process.exit(failed === 0 ? 0 : 1);
