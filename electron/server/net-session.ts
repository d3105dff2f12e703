import { readFile } from 'node:fs/promises';
import { session } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../policy.ts';
import { isTrustedByAgency, splitPem } from './server-certificate.ts';
import type { NetFetch } from './server-client.ts';

const CHROMIUM_DECIDES = -3;
const TRUSTED = 0;

/** Who is asked: the agency's own server, or a service of others, which may still speak TLS 1.2 (BSI TR-02102-2 §3.2). */
const oldestTls = { server: 'tls1.3', csc: 'tls1.2' } as const;

/** The only sessions that reach the network: in memory, without cache and cookies, with the agency's proxy and CA. */
export async function openNetSession(policy: Policy, who: keyof typeof oldestTls): Promise<NetFetch> {
  const network = session.fromPartition(who, { cache: false });
  network.webRequest.onBeforeRequest(null);
  network.setSSLConfig({ minVersion: oldestTls[who] });
  await network.setProxy(proxyRules(policy.proxy));
  if (policy.caFile) await trustAgency(network, policy.caFile);
  return (url, init) => network.fetch(url, init);
}

function proxyRules(proxy: string | undefined): Electron.ProxyConfig {
  if (proxy === undefined || proxy === 'system') return { mode: 'system' };
  if (proxy === 'direct') return { mode: 'direct' };
  return { mode: 'fixed_servers', proxyRules: proxy };
}

async function trustAgency(network: Electron.Session, caFile: string): Promise<void> {
  const authorities = splitPem(await readFile(caFile, 'utf8').catch(policyInvalid));
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
