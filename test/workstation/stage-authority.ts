import { test } from '@playwright/test';
import { endLeftWorkstations } from './app.ts';
import { stageFolder } from './stage-server.ts';
import { endLeftDatabase, type ServerProcess, spawnServer } from './start-server.ts';

/** How the server of a story is started; the usual one has the demo authority and a free port. */
type StartOptions = Omit<Parameters<typeof spawnServer>[0], 'dataFolder'>;

/** The authority of a story: one server after another. */
export interface StageAuthority {
  /** Starts a server on a folder of the stage; with a `port`, again on what it holds. */
  start(name: string, options?: StartOptions): Promise<ServerProcess>;
  /** The folder of the server that was started last. */
  readonly dataFolder: string;
}

/** Called in a `describe`: after each of its stories what is left of workstations, servers and databases ends. */
export function stageAuthority(): StageAuthority {
  let server: ServerProcess | undefined;
  let dataFolder = '';
  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
    if (dataFolder) endLeftDatabase(dataFolder);
  });
  return {
    async start(name, options) {
      dataFolder = stageFolder(`server-${name}`);
      server = await spawnServer({
        dataFolder,
        ...(options?.port === undefined && { seed: 'demo' as const }),
        ...options,
      });
      return server;
    },
    get dataFolder() {
      return dataFolder;
    },
  };
}
