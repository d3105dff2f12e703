interface TrustedPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedPolicy;
}

let policy: TrustedPolicy | undefined;

/** Starts a module worker of our own origin through the one Trusted Types policy that the page may have. */
export function createWorker(url: URL, name = ''): Worker {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types?.createPolicy('aktentasche-worker', { createScriptURL: refuseForeign });
  return new Worker(policy ? policy.createScriptURL(url.href) : url.href, { type: 'module', name });
}

function refuseForeign(url: string): string {
  if (new URL(url, location.href).origin !== location.origin) throw new TypeError('worker of a foreign origin');
  return url;
}
