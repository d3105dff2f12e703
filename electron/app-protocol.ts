import { randomBytes } from 'node:crypto';
import { appPolicy, VIEWER_POLICY, windowPolicy } from './content-security.ts';
import { contentType, fileInside, readPage, streamFile } from './static-files.ts';

/** The two origins of the product; pages of other schemes never load. */
export const APP_ORIGIN = 'app://aktentasche';

/** What stands behind the two schemes. */
export interface ProtocolContext {
  /** Folders of the built window and viewer. */
  readonly rendererFolder: string;
  readonly viewerFolder: string;
  /** Forwards `/v1/…` to the agency's server. */
  readonly forward: (request: Request, path: string) => Promise<Response>;
  /** Path of a file that the person picked, once per token; null = no such token. */
  readonly takePickedFile: (token: string) => string | null;
  /** Main's own small windows, by path below `app://confirm/`; null = none. */
  readonly confirmPage: (pathname: string) => Response | null;
}

/** Answers `app://aktentasche/…` (window, picked files, server), `app://fenster/…` (a document's own) and `app://confirm/…`. */
export async function answerApp(context: ProtocolContext, request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (host === 'confirm') {
    const font = pathname.startsWith('/fonts/') ? await staticFile(context.rendererFolder, pathname) : null;
    return font ?? context.confirmPage(pathname) ?? notFound();
  }
  // An origin of its own: what is kept for the main window, and the server, are out of its reach.
  if (host === 'fenster' && request.method === 'GET')
    return withPolicy(await staticFile(context.rendererFolder, pathname), windowPolicy);
  if (host !== 'aktentasche') return notFound();
  if (pathname.startsWith('/server/')) return secured(await context.forward(request, pathname.slice('/server'.length)));
  if (request.method !== 'GET') return notFound();
  if (pathname.startsWith('/file/')) return pickedFile(context, pathname.slice('/file/'.length));
  return secured(await staticFile(context.rendererFolder, pathname), pathname);
}

/** Answers `akten-viewer://<any>/…`: the isolated PDF page. */
export async function answerViewer(context: ProtocolContext, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const answer = request.method === 'GET' ? await staticFile(context.viewerFolder, pathname) : notFound();
  return withHeaders(answer, {
    'Content-Security-Policy': VIEWER_POLICY,
    ...everyAnswer,
    ...isolated,
    // The window shows it in a frame.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

async function staticFile(folder: string, pathname: string): Promise<Response> {
  const file = fileInside(folder, pathname);
  if (!file) return notFound();
  const type = contentType(file);
  if (type.startsWith('text/html')) {
    const html = await readPage(file);
    return html === null ? notFound() : new Response(html, { headers: { 'Content-Type': type } });
  }
  const found = await streamFile(file);
  return found ? streamed(found, type) : notFound();
}

async function pickedFile(context: ProtocolContext, token: string): Promise<Response> {
  const file = context.takePickedFile(token);
  const found = file && (await streamFile(file));
  return secured(found ? streamed(found, 'application/octet-stream') : notFound());
}

function streamed({ body, sizeBytes }: { body: ReadableStream; sizeBytes: number }, type: string): Response {
  return new Response(body, { headers: { 'Content-Type': type, 'Content-Length': String(sizeBytes) } });
}

const everyAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Nothing foreign is embedded; memory that two workers share (renderer/ranges/lend-file.ts) exists only under this policy. */
const isolated = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Adds the policy; a page also learns the nonce of its styles (react-aria injects one). */
function secured(answer: Response, pathname = ''): Promise<Response> {
  return withPolicy(answer, (nonce) => appPolicy(pathname, nonce));
}

async function withPolicy(answer: Response, policy: (nonce: string) => string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64url');
  const headers = { 'Content-Security-Policy': policy(nonce), ...everyAnswer, ...isolated };
  if (!answer.headers.get('Content-Type')?.startsWith('text/html')) return withHeaders(answer, headers);
  const html = (await answer.text()).replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
  return withHeaders(new Response(html, answer), { ...headers, 'Cross-Origin-Opener-Policy': 'same-origin' });
}

function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(answer.body, { status: answer.status, headers: all });
}

const notFound = () => new Response('not found', { status: 404, headers: { 'Content-Type': 'text/plain' } });
