import { z } from 'zod';
import { serverErrorSchema } from '../shared/sync-protocol.ts';
import type { ServerContext } from './context.ts';
import type { Route } from './route.ts';

/** `GET /v1/openapi.json`: the interface in OpenAPI 3.1, made from the routes themselves. */
export function openapiRoute(context: ServerContext, routes: readonly Route[]): Route {
  const route: Route = {
    method: 'GET',
    url: '/v1/openapi.json',
    rule: { access: 'public', summary: 'This document.' },
    handle: async () => document,
  };
  const document = describeRoutes(context.authority, [...routes, route]);
  return route;
}

/** The OpenAPI document of the routes. */
export function describeRoutes(authority: string, routes: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `Aktentasche – ${authority}`, version: '1' },
    paths,
    components: {
      schemas: { Refusal: jsonSchema(serverErrorSchema) },
      securitySchemes: { device: { type: 'http', scheme: 'DPoP' } },
    },
  };
}

function describeRoute({ url, rule }: Route): Record<string, unknown> {
  const refused = {
    description: 'Refusal',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
  };
  const parameters = [
    ...[...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...describeQuery(rule.query),
  ];
  return {
    summary: rule.summary,
    security: rule.access === 'device' ? [{ device: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...describeBody(rule.body, rule.bodyType),
    responses: { '2XX': describeAnswer(rule.answer, rule.answerType), '4XX': refused },
  };
}

function describeBody(schema: z.ZodType | undefined, type: string | undefined): Record<string, unknown> {
  if (!schema && !type) return {};
  return { requestBody: { required: true, content: { [type ?? 'application/json']: content(schema) } } };
}

function describeAnswer(schema: z.ZodType | undefined, type: string | undefined): Record<string, unknown> {
  if (type === 'none') return { description: 'No body' };
  return { description: 'Answer', content: { [type ?? 'application/json']: content(schema) } };
}

function describeQuery(schema: z.ZodType | undefined): readonly Record<string, unknown>[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema) as {
    properties?: Record<string, unknown>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: value,
  }));
}

function content(schema: z.ZodType | undefined): Record<string, unknown> {
  return schema ? { schema: jsonSchema(schema) } : {};
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;
  return rest;
}
