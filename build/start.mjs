// `npm start`: the agency server with demo data and the app, from a fresh clone, with one command.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { awaitJsonLine, createChildGroups } from './child-groups.mjs';
import { inRoot } from './repository.mjs';

/** Sign-in name of the demo authority's caseworker (server/demo/demo-authority.ts). */
const demoPerson = 'brandt';
/** Her colleagues there, with the same password. */
const colleagues = ['yildiz', 'hoffmann', 'krueger', 'nowak', 'weiss'];
/** A second workstation beside the first, for one of them. */
const withSecond = process.argv.includes('--second');

const groups = createChildGroups();
let stage = null;
let ending = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
try {
  await start();
} catch (error) {
  // Once the end has begun, what is still waiting fails because of it.
  if (!ending) console.error(error);
  await end(1);
}

/** Ends everything this command started and deletes the demo's files; the first caller's exit code counts. */
function end(code) {
  ending ??= (async () => {
    console.log('Ending the demo ...');
    await groups.end();
    stage?.remove();
    process.exit(code);
  })();
  return ending;
}

async function start() {
  const { runtime, display } = await bootstrap();
  if (display) groups.adopt(display);
  // Only now are there packages to import.
  const { bundle } = await import('./bundle.mjs');
  const { stageApp } = await import('./stage.mjs');
  await bundle();
  stage = stageApp(runtime);
  const entry = await startServer();
  console.log(`
Server der Behörde   ${entry.server}
Name                 ${entry.name}
Kennwort             ${entry.kennwort}
Passphrase           ${entry.passphrase}
Kolleginnen          ${colleagues.join(', ')} (dasselbe Kennwort)
Schlüsseldatei       ${inRoot('test/fixtures/pki/brandt.p12')} (Kennwort: test)
Zeitstempel          zur Vorführung, ohne Rechtswirkung
`);
  if (display) await showHeadless(entry);
  else showOnDesktop();
}

/** Starts the agency server with its demo authority; returns what a person types at the first run. */
async function startServer() {
  console.log('Starting the agency server with demo data ...');
  const words = ['--seed', 'demo', '--demo-timestamps', '--port', '0', '--data', path.join(stage.folder, 'server')];
  const server = groups.start(process.execPath, [inRoot('dist/server/serve.js'), ...words]);
  server.once('exit', (code) => {
    if (!ending) console.error(`The server ended with code ${code}`);
    end(1);
  });
  const { listening, demoPassword } = await awaitJsonLine(server, 'listening');
  return { server: listening, name: demoPerson, kennwort: demoPassword, passphrase: randomPassphrase() };
}

/** A person sits in front of it: the app asks, the person types what stands above. */
function showOnDesktop() {
  const open = new Set(withSecond ? ['demo', 'second'] : ['demo']);
  for (const name of open) {
    const app = groups.start(stage.launcher, [stage.app, `--user-data-dir=${path.join(stage.profiles, name)}`]);
    app.stdout.pipe(process.stderr);
    // A lock and practice start the app anew.
    void groups.ended(app).then(() => {
      open.delete(name);
      if (open.size === 0) end(0);
    });
  }
  console.log('Type the lines above into the app. Closing it or Ctrl-C ends the server too.');
  if (!withSecond) console.log('For two people, instead of this: npm start -- --second');
}

/** Nobody sees it: drive the real screens and keep a current picture of them. */
async function showHeadless(entry) {
  const folder = inRoot('screenshots');
  mkdirSync(folder, { recursive: true });
  console.log(
    `No display here: the app runs on a virtual one. Its current picture: ${path.join(folder, 'current.png')}`,
  );
  const driver = groups.start(process.execPath, [inRoot('build/drive-demo.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  driver.stdin.end(JSON.stringify({ stage, entry, folder }));
  driver.once('exit', (code) => end(code ?? 1));
  await awaitJsonLine(driver, 'unlocked');
  console.log('The demo is running. Ctrl-C ends it.');
}

/** 80 random bits in groups a person can type, without letters that look alike. */
function randomPassphrase() {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join('');
  return text.match(/.{4}/g).join('-');
}
