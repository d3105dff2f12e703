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
import { openapiRoute } from './openapi.ts';
import { refusal } from './refusal.ts';
import { addRoutes, type Route } from './route.ts';
import { sealRoutes } from './seal/seal-routes.ts';
import { authenticate } from './sign-in/authenticate.ts';
import { tokenRoute } from './sign-in/issue-token.ts';
import { localSignInRoute } from './sign-in/local-sign-in.ts';
import { oidcRoutes } from './sign-in/oidc-sign-in.ts';
import { helloRoute } from './sync/answer-hello.ts';
import { liveRoute } from './sync/answer-live.ts';
import { pullRoute } from './sync/answer-pull.ts';
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
  tls: TlsFiles | undefined,
  onRoute: (method: string, url: string) => void = () => undefined,
): Promise<FastifyInstance> {
  const options = { bodyLimit: MAX_JSON_BYTES, exposeHeadRoutes: false, forceCloseConnections: true } as const;
  const app: FastifyInstance = fastify({
    ...options,
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' } } : {}),
  } as FastifyServerOptions);

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
    if (status === 500) console.error(JSON.stringify({ error: String((error as Error).stack ?? error) }));
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
    if (request.routeOptions.config?.rule?.access === 'device') request.caller = await authenticate(context, request);
  });
  app.addHook('preHandler', async (request) => {
    const rule = request.routeOptions.config?.rule;
    if (rule?.body) request.body = parse(rule.body, request.body);
    if (rule?.query) request.query = parse(rule.query, request.query);
  });
  await app.register(rateLimit, { global: false, keyGenerator: (request) => request.caller?.device ?? request.ip });

  const live = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of live) end();
  });
  addRoutes(app, allRoutes(context, live));
  return app;
}

function allRoutes(context: ServerContext, live: Set<() => void>): readonly Route[] {
  const routes: readonly Route[] = [
    infoRoute(context),
    localSignInRoute(context),
    ...(context.oidc ? oidcRoutes(context, context.oidc) : []),
    tokenRoute(context),
    helloRoute(context),
    pullRoute(context),
    pushRoute(context),
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
