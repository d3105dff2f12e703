import { AppError, errorCode } from '../../shared/errors.ts';
import { contentTypes } from '../../shared/pdf/level/network.ts';
import { children, readDer, tags } from '../../shared/pdf/sign/der.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';
import { fetchConfigured } from './fetch-outside.ts';
import type { LevelSettings } from './level-settings.ts';
import { requireRelayRight } from './require-relay-right.ts';

const mostQuestionBytes = 1024;
const mostAnswerBytes = 64 * 1024;
const timeoutMs = 10_000;

/**
 * `POST /v1/tsa`: a time-stamp request (RFC 3161) for the authority's time-stamping service, whose credentials stay here
 * (S40). The workstation checks the answer.
 */
export function timestampRoute(context: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/tsa',
    rule: {
      access: 'device',
      summary: 'Passes a time-stamp request on to the time-stamping service of the authority.',
      bodyType: contentTypes.timestamp.question,
      answerType: contentTypes.timestamp.answer,
    },
    bodyLimit: mostQuestionBytes,
    perMinute: 6_000,
    async handle(request, reply) {
      const { tsa } = context.levels;
      await requireRelayRight(context, callerOf(request));
      if (!tsa) throw new AppError('tsa-missing');
      const question = request.body;
      if (!(question instanceof Uint8Array) || !isTimestampRequest(question)) throw new AppError('input-invalid');
      return reply.type(contentTypes.timestamp.answer).send(await askTsa(tsa, question));
    },
  };
}

/** Throws AppError 'tsa-unreachable'. */
export async function askTsa(tsa: NonNullable<LevelSettings['tsa']>, body: Uint8Array): Promise<Buffer> {
  const { question, answer } = contentTypes.timestamp;
  const headers = { 'content-type': question, accept: answer, ...authorization(tsa) };
  try {
    return await fetchConfigured({ url: tsa.url, body, headers, mostBytes: mostAnswerBytes, timeoutMs });
  } catch (error) {
    throw new AppError('tsa-unreachable', { cause: errorCode(error) });
  }
}

function authorization({ user, password }: NonNullable<LevelSettings['tsa']>): Record<string, string> {
  if (user === '') return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** `TimeStampReq ::= SEQUENCE { version INTEGER { v1(1) }, messageImprint SEQUENCE, … }` and nothing behind it. */
function isTimestampRequest(bytes: Uint8Array): boolean {
  try {
    const whole = readDer(bytes);
    const [version, imprint] = children(whole);
    const isWhole = whole.tag === tags.sequence && whole.raw.length === bytes.length;
    return isWhole && version?.tag === tags.integer && version.body[0] === 1 && imprint?.tag === tags.sequence;
  } catch {
    return false;
  }
}
