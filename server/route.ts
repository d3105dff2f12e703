import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** Who is asking, after token, proof and device were checked. */
export interface Caller {
  readonly device: string;
  readonly person: string;
  readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string; readonly y: string };
}

/**
 * The rule of a route; a route without one does not start. `public`: anyone; `device`: a registered device of an active
 * person. What the person may then see or change is decided by `decide` in rights.ts.
 */
export interface RouteRule {
  readonly access: 'public' | 'device';
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly answer?: z.ZodType;
  /** Media types other than JSON. */
  readonly bodyType?: string;
  readonly answerType?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    rule?: RouteRule;
  }
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

/** One route: method, path, rule, and what it does. The body and query have passed the rule's schema. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly rule: RouteRule;
  readonly bodyLimit?: number;
  readonly perMinute?: number;
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** Registers routes; the only way to add one. */
export function addRoutes(app: FastifyInstance, routes: readonly Route[]): void {
  for (const route of routes) {
    const config: FastifyContextConfig = { rule: route.rule };
    if (route.perMinute !== undefined) {
      Object.assign(config, { rateLimit: { max: route.perMinute, timeWindow: 60_000 } });
    }
    app.route({
      method: route.method,
      url: route.url,
      config,
      ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
      handler: (request, reply) => route.handle(request, reply),
    });
  }
}

/** The caller of a `device` route. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('route has no caller');
  return request.caller;
}
