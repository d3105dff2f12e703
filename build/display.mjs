import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** True when windows have somewhere to appear. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Starts a virtual display (Xvfb) and sets DISPLAY for everything this process starts from now on. Returns its child
 * process; throws when Xvfb is missing. The display takes no TCP connections; access control is off because the app
 * runs as another local user. It stays as it is when its last client leaves: a start during a reset finds no display.
 */
export async function startDisplay({ size = '1920x1080' } = {}) {
  const words = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-ac', '-noreset'];
  const display = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const number = await Promise.race([
    once(display.stdio[3], 'data').then(([bytes]) => String(bytes).trim()),
    once(display, 'error').then(([error]) => Promise.reject(new Error(`Xvfb did not start: ${error.code}`))),
    once(display, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with code ${code}`))),
  ]);
  process.env.DISPLAY = `:${number}`;
  display.unref();
  return display;
}
