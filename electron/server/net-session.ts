import { readFile } from 'node:fs/promises';
import { app, session } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../policy.ts';
import { keepSession, type NetFetch } from './keep-session.ts';
import { isTrustedByAgency, splitPem } from './server-certificate.ts';

const CHROMIUM_DECIDES = -3;
const TRUSTED = 0;

/** Who is asked: the agency's own server, or a service of others, which may still speak TLS 1.2 (BSI TR-02102-2 §3.2). */
const oldestTls = { server: 'tls1.3', csc: 'tls1.2' } as const;

/** The process that makes all connections. */
const NETWORK_SERVICE = 'network.mojom.NetworkService';

/**
 * The only sessions that reach the network: in memory, without cache and cookies, with the agency's proxy and CA. A session
 * keeps a pipe to the network process for ever and reaches nobody when that process has ended, though Chromium starts another:
 * then the next session takes its place (R124). Throws AppError 'policy-invalid'.
 */
export async function openNetSession(policy: Policy, who: keyof typeof oldestTls): Promise<NetFetch> {
  const authorities = policy.caFile ? splitPem(await readFile(policy.caFile, 'utf8').catch(policyInvalid)) : null;
  let sessions = 0;
  const { fetch, renew } = keepSession(async () => {
    const network = session.fromPartition(sessions === 0 ? who : `${who}-${sessions}`, { cache: false });
    sessions++;
    network.webRequest.onBeforeRequest(null);
    network.setSSLConfig({ minVersion: oldestTls[who] });
    if (authorities) trustAgency(network, authorities);
    await network.setProxy(proxyRules(policy.proxy));
    return network;
  });
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName === NETWORK_SERVICE) renew();
  });
  return fetch;
}

function proxyRules(proxy: string | undefined): Electron.ProxyConfig {
  if (proxy === undefined || proxy === 'system') return { mode: 'system' };
  if (proxy === 'direct') return { mode: 'direct' };
  return { mode: 'fixed_servers', proxyRules: proxy };
}

function trustAgency(network: Electron.Session, authorities: readonly string[]): void {
  network.setCertificateVerifyProc((request, answer) => {
    if (request.errorCode === 0) return answer(CHROMIUM_DECIDES);
    const chain = chainOf(request.certificate);
    const trusted = isTrustedByAgency({ chain, authorities, hostname: request.hostname, now: new Date() });
    answer(trusted ? TRUSTED : CHROMIUM_DECIDES);
  });
}

function chainOf(leaf: Electron.Certificate): string[] {
  const chain: string[] = [];
  for (let at: Electron.Certificate | undefined = leaf; at && chain.length < 10; at = at.issuerCert)
    chain.push(at.data);
  return chain;
}

function policyInvalid(error: unknown): never {
  throw new AppError('policy-invalid', { cause: error });
}
