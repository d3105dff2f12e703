import { type RaiseTarget, raiseTargets } from '../../shared/sync-protocol.ts';
import type { ListedHosts } from './fetch-outside.ts';

/** How signatures are raised in this authority. */
export interface LevelSettings {
  /** The authority's time-stamping service and who we are to it; null = none, then nothing is raised. */
  readonly tsa: { readonly url: string; readonly user: string; readonly password: string } | null;
  readonly raiseTo: RaiseTarget;
  /** Hosts of internal authorities that may be asked for OCSP, CRLs and issuers. */
  readonly listedHosts: ListedHosts;
}

/** Without a time-stamping service no level above B-B can be reached. */
export const noLevels: LevelSettings = { tsa: null, raiseTo: 'none', listedHosts: new Set() };

/** What the command line and the environment say (docs/admin). Throws for an unknown level or address. */
export function readLevelSettings(
  words: {
    readonly tsaUrl?: string | undefined;
    readonly raiseTo?: string | undefined;
    readonly listedHosts?: string | undefined;
  },
  env: Readonly<Record<string, string | undefined>>,
): LevelSettings {
  const url = words.tsaUrl ?? env.TSA_URL;
  if (!url) return noLevels;
  if (!/^https?:$/.test(new URL(url).protocol)) throw new Error('--tsa-url takes an http or https address');
  const wanted = words.raiseTo ?? env.RAISE_TO ?? 'B-LTA';
  const raiseTo = raiseTargets.find((target) => target === wanted);
  if (!raiseTo) throw new Error(`--raise-to takes ${raiseTargets.join(', ')}`);
  const hosts = (words.listedHosts ?? env.EVIDENCE_HOSTS ?? '').toLowerCase().split(',');
  return {
    // The password comes from the environment alone: a command line is visible to every user of the machine.
    tsa: { url, user: env.TSA_USER ?? '', password: env.TSA_PASSWORD ?? '' },
    raiseTo,
    listedHosts: new Set(hosts.map((host) => host.trim()).filter(Boolean)),
  };
}
