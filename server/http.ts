import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import { PROTOCOL_VERSION } from '../shared/sync-protocol.ts';
import { downloadBlobRoute } from './blobs/download-blob.ts';
import { haveBlobsRoute } from './blobs/have-blobs.ts';
import { uploadRoutes } from './blobs/upload-blob.ts';
import type { ServerContext } from './context.ts';
import { infoRoute } from './info.ts';
import { evidenceRoute } from './levels/relay-evidence.ts';
import { timestampRoute } from './levels/relay-timestamp.ts';
import { countRequests, type Metrics } from './metrics.ts';
import { numbersRoute } from './numbers/reserve-numbers.ts';
import { openapiRoute } from './openapi.ts';
import { refusal } from './refusal.ts';
import { addRoutes, type Route } from './route.ts';
import { sealRoutes } from './seal/seal-routes.ts';
import { makeAuthenticate } from './sign-in/authenticate.ts';
import { tokenRoute } from './sign-in/issue-token.ts';
import { localSignInRoute } from './sign-in/local-sign-in.ts';
import { oidcRoutes } from './sign-in/oidc-sign-in.ts';
import { returnDeviceRoute } from './sign-in/return-device.ts';
import { receiptRoute } from './sign-in/tell-receipt.ts';
import { helloRoute } from './sync/answer-hello.ts';
import { liveRoute } from './sync/answer-live.ts';
import { pullRoute } from './sync/answer-pull.ts';
import { recordsRoute } from './sync/answer-records.ts';
import { snapshotRoute } from './sync/answer-snapshot.ts';
import { type LiveLines, openLiveLines } from './sync/live-lines.ts';
import { packageKeyRoute } from './sync/receive-package-key.ts';
import { packedRoute } from './sync/receive-packed.ts';
import { pushRoute } from './sync/receive-push.ts';
import { trustRoute } from './trust/trust-route.ts';

const MAX_JSON_BYTES = 1024 * 1024;

/** Key and certificate chain, PEM. */
export interface TlsFiles {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** The web server with every route, not yet listening. `onRoute` hears of each one as the router takes it. */
export async function makeHttp(
  context: ServerContext,
  { tls, proxies = [] }: { readonly tls?: TlsFiles | undefined; readonly proxies?: readonly string[] },
  onRoute: (method: string, url: string) => void = () => undefined,
): Promise<{ readonly app: FastifyInstance; readonly metrics: Metrics }> {
  const options = { bodyLimit: MAX_JSON_BYTES, exposeHeadRoutes: false, forceCloseConnections: true } as const;
  const app: FastifyInstance = fastify({
    ...options,
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' } } : {}),
  } as FastifyServerOptions);

  const authenticate = makeAuthenticate(context);
  app.decorateRequest('caller', undefined);
  app.addContentTypeParser(
    ['application/x-ndjson', 'application/offset+octet-stream', 'application/timestamp-query'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = refusal(error);
    if (status === 500) console.error(failureLine(error));
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(() => {
    throw new AppError('not-found');
  });
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.rule) throw new Error(`route ${url} has no rule`);
    onRoute(String(method), url);
  });
  app.addHook('onRequest', async (request) => {
    const protocol = request.headers['at-protocol'];
    if (protocol !== undefined && Number(protocol) !== PROTOCOL_VERSION) throw new AppError('server-too-old');
    if (request.routeOptions.config?.rule?.access === 'device') request.caller = await authenticate(request);
  });
  app.addHook('preHandler', async (request) => {
    const rule = request.routeOptions.config?.rule;
    if (rule?.body) request.body = parse(rule.body, request.body);
    if (rule?.query) request.query = parse(rule.query, request.query);
  });
  await app.register(rateLimit, { global: false, keyGenerator: (request) => request.caller?.device ?? request.ip });

  const live = openLiveLines(context);
  app.addHook('preClose', async () => live.end());
  const metrics = countRequests(app, { ...context, live });
  addRoutes(app, allRoutes(context, live));
  return { app, metrics };
}

function allRoutes(context: ServerContext, live: LiveLines): readonly Route[] {
  const routes: readonly Route[] = [
    infoRoute(context),
    localSignInRoute(context),
    ...(context.oidc ? oidcRoutes(context, context.oidc) : []),
    tokenRoute(context),
    helloRoute(context),
    returnDeviceRoute(context),
    receiptRoute(context),
    pullRoute(context),
    snapshotRoute(context),
    recordsRoute(context),
    pushRoute(context),
    packedRoute(context),
    packageKeyRoute(context),
    numbersRoute(context),
    liveRoute(context, live),
    haveBlobsRoute(context),
    ...uploadRoutes(context),
    downloadBlobRoute(context),
    ...sealRoutes(context),
    timestampRoute(context),
    evidenceRoute(context),
    trustRoute(context),
  ];
  return [...routes, openapiRoute(context, routes)];
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('input-invalid', { cause: parsed.error });
  return parsed.data;
}

/** One line for the operator: what failed and where. Not the message: a database's may quote values. */
function failureLine(error: unknown): string {
  const { name, code, stack } = error as { name?: unknown; code?: unknown; stack?: unknown };
  const frames = String(stack)
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  return JSON.stringify({
    error: 'request-failed',
    name: String(name),
    code: String(code),
    at: frames.map((line) => line.trim()),
  });
}
