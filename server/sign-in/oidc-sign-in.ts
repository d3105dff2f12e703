import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { enrolmentSchema, localSignInSchema, oidcTicketSchema } from '../../shared/sync-protocol.ts';
import type { OidcSettings, ServerContext } from '../context.ts';
import type { Route } from '../route.ts';
import { type DeviceRequest, enrolDevice } from './enrol-device.ts';
import { makeOidcClient, type OidcAttempt, type OidcClient } from './oidc-client.ts';
import { confirmPage, donePage, failedPage } from './oidc-pages.ts';

const TICKET_MS = 10 * 60_000;
const COOKIE = 'aktentasche-anmeldung';
/** Says that this browser was shown the confirmation page of the ticket; never sent along by another site's form. */
const SEEN_COOKIE = 'aktentasche-bestaetigung';

const deviceSchema = z.strictObject({ device: localSignInSchema.shape.device });

/**
 * Sign-in by OpenID Connect. The workstation gets a ticket, the person's browser goes to the provider and comes back, the
 * workstation exchanges the ticket. Before the provider is asked, the browser shows which device will be registered, and the
 * cookie set then must come back: a ticket somebody else sent round registers nothing behind the person's back.
 */
export function oidcRoutes(context: ServerContext, settings: OidcSettings): readonly Route[] {
  const client = makeOidcClient(settings);
  return [
    {
      method: 'POST',
      url: '/v1/sign-in/oidc',
      rule: {
        access: 'public',
        summary: 'Begins a sign-in by OpenID Connect.',
        body: deviceSchema,
        answer: oidcTicketSchema,
      },
      perMinute: 60,
      handle: (request) => makeTicket(context, (request.body as z.infer<typeof deviceSchema>).device),
    },
    {
      method: 'GET',
      url: '/v1/sign-in/oidc/start',
      rule: {
        access: 'public',
        summary: 'Page for the browser: which device is about to be registered.',
        query: oidcTicketSchema,
        answerType: 'text/html',
      },
      perMinute: 60,
      handle: (request, reply) => showConfirmation(context, request, reply),
    },
    {
      method: 'POST',
      url: '/v1/sign-in/oidc/start',
      rule: {
        access: 'public',
        summary: 'Sends the browser to the provider.',
        body: oidcTicketSchema,
        bodyType: 'application/x-www-form-urlencoded',
        answerType: 'none',
      },
      perMinute: 60,
      handle: (request, reply) => sendAway(context, client, { request, reply }),
    },
    {
      method: 'GET',
      url: '/v1/sign-in/oidc/callback',
      rule: { access: 'public', summary: 'Where the provider sends the browser back to.', answerType: 'text/html' },
      perMinute: 60,
      handle: (request, reply) => comeBack(context, client, { request, reply }),
    },
    {
      method: 'POST',
      url: '/v1/sign-in/oidc/finish',
      rule: {
        access: 'public',
        summary: 'Exchanges the ticket; 202 while the person has not finished in the browser.',
        body: oidcTicketSchema,
        answer: enrolmentSchema,
      },
      handle: (request, reply) => finish(context, (request.body as z.infer<typeof oidcTicketSchema>).ticket, reply),
    },
  ];
}

interface Ticket {
  readonly geraet: DeviceRequest;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly verifier: string | null;
  readonly person: string | null;
}

async function makeTicket(context: ServerContext, device: DeviceRequest): Promise<{ ticket: string }> {
  const ticket = randomBytes(32).toString('base64url');
  await context.pool.query('delete from oidc_ticket where bis < $1', [context.now()]);
  await context.pool.query('insert into oidc_ticket (ticket, geraet, bis) values ($1, $2, $3)', [
    ticket,
    JSON.stringify(device),
    new Date(context.now().getTime() + TICKET_MS),
  ]);
  return { ticket };
}

async function showConfirmation(context: ServerContext, request: FastifyRequest, reply: FastifyReply) {
  const { ticket } = request.query as z.infer<typeof oidcTicketSchema>;
  const { geraet } = await findTicket(context, 'ticket', ticket);
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header(
    'set-cookie',
    `${SEEN_COOKIE}=${cookieOf(ticket)}; HttpOnly; SameSite=Strict; Path=/v1/sign-in/oidc${secure}`,
  );
  return sendPage(reply, confirmPage({ authority: context.authority, device: geraet.name, ticket }));
}

async function sendAway(
  context: ServerContext,
  client: OidcClient,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
) {
  const { ticket } = request.body as z.infer<typeof oidcTicketSchema>;
  if (!isConfirmed(request, ticket)) return sendPage(reply.code(401), failedPage(context.authority));
  await findTicket(context, 'ticket', ticket);
  const { url, attempt } = await client.begin();
  await context.pool.query('update oidc_ticket set state = $2, nonce = $3, verifier = $4 where ticket = $1', [
    ticket,
    attempt.state,
    attempt.nonce,
    attempt.verifier,
  ]);
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header(
    'set-cookie',
    `${COOKIE}=${cookieOf(attempt.state)}; HttpOnly; SameSite=Lax; Path=/v1/sign-in/oidc${secure}`,
  );
  return reply.code(303).header('location', url).send();
}

async function comeBack(
  context: ServerContext,
  client: OidcClient,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
) {
  try {
    const url = new URL(request.url, 'http://localhost');
    const state = url.searchParams.get('state') ?? '';
    if (!hasCookie(request, COOKIE, state)) throw new AppError('sign-in-failed');
    const { nonce, verifier } = await findTicket(context, 'state', state);
    const subject = await client.complete(url, { state, nonce, verifier } as OidcAttempt);
    const { rowCount } = await context.pool.query(
      `update oidc_ticket set person = (select person from konto where oidc_subject = $2 and aktiv), state = null
        where state = $1 and exists (select from konto where oidc_subject = $2 and aktiv)`,
      [state, subject],
    );
    if (rowCount === 0) throw new AppError('sign-in-failed');
    return sendPage(reply, donePage(context.authority));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return sendPage(reply.code(401), failedPage(context.authority));
  }
}

async function finish(context: ServerContext, ticket: string, reply: FastifyReply) {
  const { geraet, person } = await findTicket(context, 'ticket', ticket);
  if (person === null) return reply.code(202).send({});
  await context.pool.query('delete from oidc_ticket where ticket = $1', [ticket]);
  return enrolDevice(context, person, geraet);
}

async function findTicket(context: ServerContext, by: 'ticket' | 'state', value: string): Promise<Ticket> {
  const { rows } = await context.pool.query<Ticket>(
    `select geraet, state, nonce, verifier, person from oidc_ticket where ${by} = $1 and bis > $2`,
    [value, context.now()],
  );
  if (!rows[0]) throw new AppError('sign-in-failed');
  return rows[0];
}

/** Whether the form was sent from our own confirmation page of this ticket, not from another site. */
function isConfirmed(request: FastifyRequest, ticket: string): boolean {
  const site = request.headers['sec-fetch-site'];
  return (site === undefined || site === 'same-origin') && hasCookie(request, SEEN_COOKIE, ticket);
}

function hasCookie(request: FastifyRequest, name: string, secret: string): boolean {
  return (request.headers.cookie ?? '').split('; ').includes(`${name}=${cookieOf(secret)}`);
}

function cookieOf(secret: string): string {
  return createHash('sha256').update(`browser ${secret}`).digest('base64url');
}

function sendPage(reply: FastifyReply, html: string) {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .header('cache-control', 'no-store')
    .send(html);
}
