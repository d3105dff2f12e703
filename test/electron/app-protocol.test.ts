import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { answerApp, answerViewer, type ProtocolContext } from '../../electron/app-protocol.ts';
import { makeConfirmPages } from '../../electron/confirm/confirm-pages.ts';
import { makePickedFiles } from '../../electron/picked-files.ts';
import { tempFolder } from './temp-folder.ts';

async function served() {
  const folder = await tempFolder();
  const context: ProtocolContext = {
    rendererFolder: path.join(folder, 'renderer'),
    viewerFolder: path.join(folder, 'viewer'),
    forward: async (_request, route) => Response.json({ route }),
    takePickedFile: () => null,
    confirmPage: () => null,
  };
  await mkdir(path.join(folder, 'renderer', 'assets'), { recursive: true });
  await mkdir(path.join(folder, 'viewer'));
  await writeFile(path.join(folder, 'secret'), 'secret');
  await writeFile(path.join(folder, 'renderer', 'index.html'), '<html><head><title>x</title></head></html>');
  for (const name of ['start-1a.js', 'pdf-worker-2b.js', 'style.css'])
    await writeFile(path.join(folder, 'renderer', 'assets', name), name);
  await writeFile(path.join(folder, 'viewer', 'viewer.html'), '<html></html>');
  const ask = (url: string, init?: RequestInit) => answerApp(context, new Request(url, init));
  return { folder, context, ask };
}

const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? '';

test('the page comes with the strict policy and learns the nonce of its styles, new each time', async () => {
  const { ask } = await served();
  const answer = await ask('app://aktentasche/');
  const nonce = /nonce-([\w-]{20,})/.exec(policyOf(answer))?.[1];
  expect(await answer.text()).toContain(`<head><meta property="csp-nonce" nonce="${nonce}">`);
  for (const rule of [
    "default-src 'none'",
    "script-src 'self';",
    "require-trusted-types-for 'script'",
    "frame-ancestors 'none'",
  ])
    expect(policyOf(answer)).toContain(rule);
  expect(policyOf(answer)).not.toContain('unsafe');
  expect(policyOf(await ask('app://aktentasche/'))).not.toContain(nonce);
});

test('D21: the page of a second window may connect to nothing, and neither server nor picked files lie at its origin', async () => {
  const { ask } = await served();
  const page = await ask('app://fenster/index.html');
  expect(page.status).toBe(200);
  expect(policyOf(page)).toContain("default-src 'none'");
  expect(policyOf(page)).not.toContain('connect-src');
  expect(policyOf(page)).not.toContain('worker-src');
  for (const away of ['server/v1/info', 'file/token', 'none.html'])
    expect((await ask(`app://fenster/${away}`)).status).toBe(404);
  expect((await ask('app://fenster/index.html', { method: 'POST' })).status).toBe(404);
});

test('X4: WebAssembly is allowed in the workers that hash or read pictures, nowhere else, and they reach our own files only', async () => {
  const { ask } = await served();
  expect(policyOf(await ask('app://aktentasche/assets/pdf-worker-2b.js'))).toContain("'wasm-unsafe-eval'");
  const reading = policyOf(await ask('app://aktentasche/assets/recognition-worker-2b.js'));
  expect(reading).toContain("'wasm-unsafe-eval'");
  // Not the server: main forwards to it in the person's name.
  expect(reading).toContain('connect-src app://aktentasche/recognition/;');
  expect(policyOf(await ask('app://aktentasche/assets/start-1a.js'))).not.toContain('wasm');
});

test('window and viewer embed nothing foreign; only the viewer may be embedded, and by our windows alone', async () => {
  const { ask, context } = await served();
  const page = await ask('app://aktentasche/');
  expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  const viewer = await answerViewer(context, new Request('akten-viewer://viewer/viewer.html'));
  for (const answer of [page, await ask('app://aktentasche/assets/pdf-worker-2b.js'), viewer])
    expect(answer.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(page.headers.get('cross-origin-resource-policy')).toBeNull();
  expect(viewer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(policyOf(viewer)).toContain('frame-ancestors app://aktentasche');
});

test('every answer has a policy, refusals and server answers too', async () => {
  const { ask } = await served();
  for (const url of ['app://aktentasche/none', 'app://aktentasche/file/none', 'app://aktentasche/server/v1/info'])
    expect(policyOf(await ask(url))).toContain("default-src 'none'");
  expect(await (await ask('app://aktentasche/server/v1/info')).json()).toEqual({ route: '/v1/info' });
});

test.each([
  'app://aktentasche/../secret',
  'app://aktentasche/..%2fsecret',
  'app://aktentasche/%2e%2e/secret',
  'app://aktentasche/assets/..%5c..%5csecret',
  'app://aktentasche/assets%00',
  'app://aktentasche/%zz',
  'app://aktentasche/assets',
  'app://other/',
  'app://confirm/0123',
])('nothing outside the folder is served: %s', async (url) => {
  const { ask } = await served();
  const answer = await ask(url);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('secret');
});

test('pages and files are only read', async () => {
  const { ask } = await served();
  expect((await ask('app://aktentasche/', { method: 'POST', body: 'x' })).status).toBe(404);
});

test('a picked file streams once for its token', async () => {
  const { folder, context } = await served();
  const picked = makePickedFiles();
  const token = picked.add(path.join(folder, 'secret'));
  const own = { ...context, takePickedFile: picked.take };
  const ask = () => answerApp(own, new Request(`app://aktentasche/file/${token}`));
  const first = await ask();
  expect([first.headers.get('content-length'), await first.text()]).toEqual(['6', 'secret']);
  expect((await ask()).status).toBe(404);
});

test('the viewer has its own policy: no bridge to the app but its frame', async () => {
  const { context } = await served();
  const answer = await answerViewer(context, new Request('akten-viewer://viewer/viewer.html'));
  expect(policyOf(answer)).toContain('frame-ancestors app://aktentasche');
  expect((await answerViewer(context, new Request('akten-viewer://viewer/..%2fsecret'))).status).toBe(404);
});

test('a confirmation page exists only while its window is open, without scripts and with titles as text', async () => {
  const { context } = await served();
  const pages = makeConfirmPages();
  const { url, withdraw } = pages.publish({
    language: 'de',
    theme: 'light',
    key: { kind: 'file', name: 'erika.p12', isOpen: false },
    subject: null,
    otherHolder: null,
    legal: ['Ersetzt die Schriftform nicht.'],
    documents: [{ title: '<img src=x onerror=alert(1)>', fassung: 2, sha: 'ab'.repeat(32) }],
  });
  const ask = () => answerApp({ ...context, confirmPage: pages.answer }, new Request(url));
  const answer = await ask();
  const html = await answer.text();
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
  expect(html).toContain(`${'abab '.repeat(7)}abab`);
  expect(html).toContain('Ersetzt die Schriftform nicht.');
  expect(html).not.toContain('<script');
  expect(policyOf(answer)).not.toContain('script-src');
  withdraw();
  expect((await ask()).status).toBe(404);
});
