import { AppError, errorCode } from '../../shared/errors.ts';
import { bytesContent, hashContent } from '../replica/content.ts';
import type { Replica } from '../replica/replica.ts';
import { type NamedPackage, type OpenedPackage, openPackage } from '../replica/uebergabe/open-package.ts';
import { findPackage } from '../replica/uebergabe/received-packages.ts';
import { readAnswer } from './read-answer.ts';
import type { ServerClient } from './server-client.ts';

/** A package is opened in memory. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** Packages as they came from the server, sealed: opened anew, and recorded anew, each time. */
export interface Packages {
  open(id: string): Promise<{ readonly name: NamedPackage; readonly opened: OpenedPackage }>;
}

/** Fetches packages when they are opened, and keeps the last one, sealed, until the program locks. */
export function createPackages(replica: Replica, server: ServerClient): Packages {
  let last: { readonly sha: string; readonly bytes: Uint8Array<ArrayBuffer> } | null = null;
  return {
    async open(id) {
      const name = findPackage(replica, id);
      if (last?.sha !== name.sha) last = { sha: name.sha, bytes: await fetchPackage(server, name.sha) };
      return { name, opened: await openPackage(replica, name, last.bytes) };
    },
  };
}

/** Throws AppError 'package-not-here' without a connection, 'package-damaged' for bytes of another hash. */
async function fetchPackage(server: ServerClient, sha: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await server.request(`/v1/blobs/${sha}`).catch((cause: unknown) => {
    throw errorCode(cause) === 'server-unreachable' ? new AppError('package-not-here', { cause }) : cause;
  });
  const whole = await readAnswer(answer, MOST_BYTES).catch((cause: unknown) => {
    throw cause instanceof AppError ? cause : new AppError('package-not-here', { cause });
  });
  if ((await hashContent(bytesContent(whole))) !== sha) throw new AppError('package-damaged');
  return whole;
}
