import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Policy } from '../../electron/policy.ts';
import { stage } from './app.ts';

const policyFolder = '/etc/aktentasche';

/** A launcher whose app finds a policy of its own at the real place. */
export interface PolicyLauncher {
  readonly launcher: string;
  /** Takes away what was laid outside the stage. */
  remove(): void;
}

/** Writes the launcher into `folder`: the policy is mounted in a namespace that only this app sees, which needs root. */
export function layPolicy(folder: string, policy: Policy): PolicyLauncher {
  const laid = path.join(folder, 'policy');
  mkdirSync(laid, { recursive: true });
  writeFileSync(path.join(laid, 'policy.json'), JSON.stringify(policy));
  const wasThere = existsSync(policyFolder);
  mkdirSync(policyFolder, { recursive: true });
  const launcher = path.join(folder, 'launch');
  // Everything is exec: the process that a test starts stays the app's own.
  const inside = `mkdir -p ${policyFolder} && mount --bind '${laid}' ${policyFolder} && exec '${stage().launcher}' "$@"`;
  const quoted = inside.replaceAll("'", `'\\''`);
  writeFileSync(launcher, `#!/bin/bash\nexec unshare --mount -- bash -c '${quoted}' app "$@"\n`, { mode: 0o755 });
  return {
    launcher,
    remove: () => {
      if (!wasThere && existsSync(policyFolder) && readdirSync(policyFolder).length === 0) rmdirSync(policyFolder);
    },
  };
}
