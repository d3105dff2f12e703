// `npm start`: the agency server with demo data and the app, from a fresh clone, with one command.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { awaitJsonLine, createChildGroups } from './child-groups.mjs';
import { inRoot } from './repository.mjs';

/** Sign-in name of the demo authority's caseworker (server/demo/demo-authority.ts). */
const demoPerson = 'brandt';

const groups = createChildGroups();
const { runtime, display } = await bootstrap();
if (display) groups.adopt(display);

const { bundle } = await import('./bundle.mjs');
const { ownedFolder, stageApp } = await import('./stage.mjs');
await bundle();
const stage = stageApp(runtime);

let ending = null;
const end = (code) => {
  ending ??= (async () => {
    await groups.end();
    stage.remove();
    process.exit(code);
  })();
  return ending;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

try {
  await start();
} catch (error) {
  if (!ending) {
    console.error(error);
    await end(1);
  }
}

async function start() {
  const data = ownedFolder(stage.folder, 'server');
  const words = [inRoot('dist/server/serve.js'), '--seed', 'demo', '--data', data, '--port', '0'];
  const server = groups.start(process.execPath, words);
  const { listening, demoPassword } = await awaitJsonLine(server, 'listening');
  const entry = { server: listening, name: demoPerson, kennwort: demoPassword, passphrase: randomPassphrase() };
  console.log(`
Agency server   ${entry.server}
Name            ${entry.name}
Kennwort        ${entry.kennwort}
Passphrase      ${entry.passphrase}
`);
  if (display) await showHeadless(entry);
  else await showOnDesktop();
}

/** A person sits in front of it: the app asks, the person types what stands above. */
async function showOnDesktop() {
  const app = groups.start(stage.launcher, [stage.app, `--user-data-dir=${path.join(stage.profiles, 'demo')}`]);
  app.stdout.pipe(process.stderr);
  app.once('exit', () => end(0));
  console.log('The app is starting. Closing it or Ctrl-C ends the server too.');
}

/** Nobody sees it: drive the real screens and keep a current picture of them. */
async function showHeadless(entry) {
  const { driveDemo } = await import('./drive-demo.mjs');
  const folder = inRoot('screenshots');
  mkdirSync(folder, { recursive: true });
  console.log(`No display here: a current picture of the app is kept in ${path.join(folder, 'current.png')}`);
  await driveDemo({ stage, entry, folder, onClosed: () => end(0) });
  console.log('The demo is running. Ctrl-C ends it.');
}

/** 80 random bits in groups a person can type, from letters that nobody mixes up. */
function randomPassphrase() {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('');
  return text.match(/.{4}/g).join('-');
}
