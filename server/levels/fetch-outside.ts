import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import { isPublicAddress } from './public-address.ts';

/** One question to a host outside; with a body it is posted. */
export interface OutsideQuestion {
  readonly url: string;
  readonly body: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly mostBytes: number;
  readonly timeoutMs: number;
}

/** Which hosts may be asked besides public ones: `host` or `host:port`, in lower case. */
export type ListedHosts = ReadonlySet<string>;

/** Asks a host that the configuration names: any address. Throws AppError 'server-unreachable', 'too-large'. */
export async function fetchConfigured(question: OutsideQuestion): Promise<Buffer> {
  return ask(new URL(question.url), question, plainAgents);
}

/**
 * Asks a host that a stranger's certificate names: listed hosts, and public addresses at the usual ports. The address is
 * judged after the name was resolved, and that very address is used. Redirects are not followed. Throws AppError
 * 'address-not-allowed', 'server-unreachable', 'too-large'.
 */
export async function fetchNamed(question: OutsideQuestion, listed: ListedHosts): Promise<Buffer> {
  const url = URL.canParse(question.url) ? new URL(question.url) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username || url.password) throw new AppError('address-not-allowed');
  if (listed.has(url.host) || listed.has(url.hostname)) return ask(url, question, plainAgents);
  // Node resolves no literal, so that the guard below would never see it.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const isRefused = isIP(literal) !== 0 && !isPublicAddress(literal);
  if (isRefused || url.port !== '') throw new AppError('address-not-allowed');
  return ask(url, question, guardedAgents);
}

const guardedLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error('no address'), '', 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return done(new AppError('address-not-allowed') as NodeJS.ErrnoException, '', 0);
    }
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

// Apart from each other: a connection that was opened without the guard is never used behind it.
const plainAgents: Agents = makeAgents({});
const guardedAgents: Agents = makeAgents({ lookup: guardedLookup });

function makeAgents(options: { readonly lookup?: LookupFunction }): Agents {
  const common = { keepAlive: true, maxSockets: 16, ...options };
  return { http: new http.Agent(common), https: new https.Agent(common) };
}

async function ask(url: URL, question: OutsideQuestion, agents: Agents): Promise<Buffer> {
  try {
    return await send(url, question, agents);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('server-unreachable', { cause: error });
  }
}

function send(url: URL, question: OutsideQuestion, agents: Agents): Promise<Buffer> {
  const { body, headers, mostBytes, timeoutMs } = question;
  const isPlain = url.protocol === 'http:';
  const { request } = isPlain ? http : https;
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: body === null ? 'GET' : 'POST',
        headers: { ...headers, ...(body === null ? {} : { 'content-length': body.length }) },
        agent: isPlain ? agents.http : agents.https,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        readCapped(answer, mostBytes).then(resolve, reject);
      },
    );
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

/** The declared length is a stranger's word: what arrives is counted. */
async function readCapped(answer: http.IncomingMessage, mostBytes: number): Promise<Buffer> {
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new AppError('server-unreachable', { cause: `status ${answer.statusCode}` });
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > mostBytes) throw new AppError('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
