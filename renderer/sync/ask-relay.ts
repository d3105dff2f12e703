import { type AskNetwork, contentTypes, type NetworkQuestion } from '../../shared/pdf/level/network.ts';
import { readAnswer } from './read-answer.ts';
import { jsonBody, type ServerClient } from './server-client.ts';

/** The network of whoever raises signatures: time-stamps and evidence through the agency's server, nothing directly (S40, S41). */
export function createAskRelay(server: ServerClient): AskNetwork {
  return async (question) => {
    const answer = await (question.kind === 'timestamp' ? askTsa(server, question) : askEvidence(server, question));
    return readAnswer(answer);
  };
}

function askTsa(server: ServerClient, { body }: NetworkQuestion): Promise<Response> {
  const { question } = contentTypes.timestamp;
  return server.request('/v1/tsa', {
    method: 'POST',
    headers: { 'content-type': question },
    body: new Uint8Array(body ?? []),
  });
}

function askEvidence(server: ServerClient, { kind, url, body, certificate }: NetworkQuestion): Promise<Response> {
  const request = body && toBase64(body);
  return server.request(
    '/v1/evidence',
    jsonBody({ kind, url, certificate: toBase64(certificate ?? new Uint8Array()), request }),
  );
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
