import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { stage } from './app.ts';
import { type ServerProcess, spawnServer } from './start-server.ts';

/** A folder below the stage that other users may walk through: for servers and for files that a person picks. */
export function stageFolder(name: string): string {
  const folder = path.join(stage().folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** A server of its own with the demo authority; its data goes with the stage. */
export function startStageServer(name: string): Promise<ServerProcess> {
  return spawnServer({ dataFolder: stageFolder(`server-${name}`), seed: 'demo' });
}
