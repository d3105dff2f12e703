import type { RunningServer } from '../../server/start-server.ts';
import { Desk } from './desk.ts';
import { demoPassword } from './seeded-folder.ts';
import { startTestServer } from './start-server.ts';

/** A server with the demo authority and one desk for each account, which have everything; `close` ends them all. */
export async function openDesks<const Accounts extends readonly string[]>(
  ...accounts: Accounts
): Promise<{
  readonly server: RunningServer;
  readonly desks: { [At in keyof Accounts]: Desk };
  readonly close: () => Promise<void>;
}> {
  const server = await startTestServer();
  const opened: Desk[] = [];
  const close = async () => {
    for (const desk of opened) await desk.close();
    await server.stop();
  };
  try {
    for (const account of accounts) opened.push(await Desk.open(server.url, account, demoPassword));
    for (const desk of opened) await desk.sync();
  } catch (error) {
    await close();
    throw error;
  }
  return { server, desks: opened as { [At in keyof Accounts]: Desk }, close };
}
