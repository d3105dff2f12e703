import { AppError, errorCode } from '../../shared/errors.ts';
import { MAX_PATCH_BYTES } from '../../shared/sync-protocol.ts';
import { dpopProof, type JwtContext } from './jwt.ts';
import type { NetFetch } from './keep-session.ts';
import { fetchServer } from './server-client.ts';
import { forwardedRequestHeaders, forwardedResponseHeaders, isServerRoute } from './server-routes.ts';
import type { ServerToken } from './server-token.ts';

/** Who asks which server with which token. */
export interface GatewayContext {
  readonly netFetch: NetFetch;
  readonly origin: string;
  readonly token: ServerToken;
  readonly jwt: JwtContext;
}

/**
 * Forwards a request of the replica worker, `app://aktentasche/server/<path>`, to the agency's server with token and proof.
 * Problems on the way come back as `{code}` with HTTP 503 (refused here: 403, too large: 413).
 */
export async function forwardToServer(context: GatewayContext, request: Request, path: string): Promise<Response> {
  const { search } = new URL(request.url);
  if (!isServerRoute(request.method, path)) return refusal('input-invalid', 403);
  try {
    const body = await readBody(request);
    const send = () => sendOnce(context, { request, path, search, body });
    const first = await send();
    const answer = first.status === 401 ? await again(first, send) : first;
    // Electron does not pass an abort on: it cancels this body, and that ends the request to the server.
    return new Response(answer.body, {
      status: answer.status,
      headers: forwardedResponseHeaders(answer.headers),
    });
  } catch (error) {
    const code = errorCode(error);
    return refusal(code, code === 'too-large' ? 413 : 503);
  }
}

interface Sending {
  readonly request: Request;
  readonly path: string;
  readonly search: string;
  readonly body: ArrayBuffer | null;
}

async function sendOnce(context: GatewayContext, sending: Sending): Promise<Response> {
  const { request, path, search, body } = sending;
  const { method, signal } = request;
  const token = await context.token.get();
  const url = `${context.origin}${path}`;
  const headers = forwardedRequestHeaders(request.headers);
  headers.set('Authorization', `DPoP ${token}`);
  headers.set('DPoP', dpopProof(context.jwt, { method, url, token }));
  const answer = await fetchServer(context.netFetch, url + search, { method, headers, body, signal });
  if (answer.status === 401) context.token.reject(token);
  return answer;
}

/** Once more with a new token: the old one may have ended on the way or with the server's restart. */
async function again(refused: Response, send: () => Promise<Response>): Promise<Response> {
  await refused.body?.cancel();
  return send();
}

async function readBody(request: Request): Promise<ArrayBuffer | null> {
  if (!request.body) return null;
  if (Number(request.headers.get('content-length') ?? 0) > MAX_PATCH_BYTES) throw new AppError('too-large');
  const body = await request.arrayBuffer();
  if (body.byteLength > MAX_PATCH_BYTES) throw new AppError('too-large');
  return body;
}

const refusal = (code: string, status: number) => Response.json({ code }, { status });
