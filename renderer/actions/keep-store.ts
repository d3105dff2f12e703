import { command } from '../replica-client.ts';

/** Stops loading what is taken along, or goes on with it; over restart and lock. */
export async function pausePacking(isPaused: boolean): Promise<void> {
  await command('pausePacking', { isPaused });
}

/** The person has read what left by itself and what was repaired. */
export async function forgetLeft(): Promise<void> {
  await command('forgetLeft', {});
}

/** Opens everything that lies here; what is damaged is fetched again. */
export async function checkStore(): Promise<void> {
  await command('checkStore', {});
}

/** Ends a check that runs. */
export async function endCheck(): Promise<void> {
  await command('endCheck', {});
}

/** Removes what is not taken along; answers how many bytes. */
export async function freeSpace(): Promise<number> {
  return (await command('freeSpace', {})).bytes;
}
