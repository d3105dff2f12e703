import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { readStage } from './stage.ts';

/** A started app and the folder of its profile. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly profile: string;
}

/**
 * Starts the built app with its real sandbox on the profile called `name` (made at the first start, kept for the next).
 * `words` are further command-line switches, `env` further environment variables.
 */
export const launchApp = async (
  name: string,
  {
    words = [],
    env = {},
  }: { readonly words?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<LaunchedApp> => {
  const stage = readStage();
  const profile = path.join(stage.profiles, name);
  const app = await _electron.launch({
    executablePath: stage.launcher,
    args: [stage.app, `--user-data-dir=${profile}`, ...words],
    env: { ...(process.env as Record<string, string>), LANG: 'de_DE.UTF-8', ...env },
    chromiumSandbox: true,
  });
  return { app, profile };
};
