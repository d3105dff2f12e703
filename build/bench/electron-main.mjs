// The main process of the benchmark: a hidden window with one worker, on the product's own scheme and server gateway.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, net, protocol } from 'electron';
import { askServer } from '../../electron/server/server-client.ts';
import { forwardToServer } from '../../electron/server/server-gateway.ts';
import { makeServerToken } from '../../electron/server/server-token.ts';
import { makeDeviceKey } from '../../electron/vault/device-key.ts';
import { enrolmentSchema } from '../../shared/sync-protocol.ts';
import { openColleague } from './colleague.mjs';

const folder = import.meta.dirname;
const config = JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8'));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
let gateway = null;
let colleague = null;
let pageProcess = 0;

if (config.collect) app.commandLine.appendSwitch('js-flags', '--expose-gc');

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(start).catch(fail);

async function start() {
  if (config.server) gateway = await enrol(config.server);
  if (config.colleague) colleague = await openColleague(await enrol(config.colleague));
  protocol.handle('app', answer);
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, backgroundThrottling: false } });
  window.webContents.on('render-process-gone', (_event, { reason }) => fail(new Error(`window gone: ${reason}`)));
  window.webContents.on('console-message', (_event, _level, message) => console.error(message));
  await window.loadURL('app://aktentasche/bench.html');
  pageProcess = window.webContents.getOSProcessId();
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/server/')) return forwardToServer(gateway, request, pathname.slice('/server'.length));
  if (pathname === '/config') return Response.json({ ...config, device: gateway?.device, person: gateway?.person });
  if (pathname === '/memory') return Response.json({ bytes: residentBytes(pageProcess) });
  if (pathname === '/edit') return Response.json({ taken: await colleague(await request.json()) });
  if (pathname === '/report') {
    const report = await request.json();
    process.stdout.write(`${JSON.stringify(report)}\n`);
    if (report.done || report.error) setTimeout(() => app.exit(report.error ? 1 : 0), 50);
    return new Response();
  }
  const file = path.join(folder, 'page', path.normalize(pathname));
  return new Response(readFileSync(file), { headers: { 'content-type': types[path.extname(file)] } });
}

/** Resident memory of a process without the files that it maps (Linux). */
function residentBytes(pid) {
  return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}

async function enrol({ origin, name, password }) {
  const netFetch = (url, init) => net.fetch(url, init);
  const jwt = { deviceKey: makeDeviceKey(), now: () => new Date(), randomId: () => crypto.randomUUID() };
  const device = `bench-${crypto.randomUUID()}`;
  const body = { name, password, device: { id: device, name: 'bench', publicKey: jwt.deviceKey.publicJwk } };
  const { person } = await askServer(netFetch, `${origin}/v1/sign-in/local`, { schema: enrolmentSchema, body });
  const token = makeServerToken({ netFetch, origin, device, jwt });
  return { netFetch, origin, token, jwt, device, person: person.id };
}

function fail(error) {
  process.stdout.write(`${JSON.stringify({ error: String(error?.stack ?? error) })}\n`);
  app.exit(1);
}
