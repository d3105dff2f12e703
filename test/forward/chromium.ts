import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

const candidates = [process.env.AKTENTASCHE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The newest Chromium of this machine, null when there is none: people get a newer Electron than the tests run on. */
export const chromiumPath = candidates.find((file) => file !== undefined && existsSync(file)) ?? null;

if (!chromiumPath) console.warn('SKIPPED LOUDLY: no Chromium on this machine, the forward check does not run.');

/** Starts that Chromium without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath!, args: ['--disable-gpu'] });
}
