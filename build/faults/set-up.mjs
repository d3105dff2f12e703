import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../repository.mjs';
import { ownedFolder, stageApp } from '../stage.mjs';
import { startCuttingProxy } from './cutting-proxy.mjs';
import { makeDesk } from './desk.mjs';
import { makeLoopDisk, whyNoLoopDisk } from './loop-disk.mjs';
import { seedMutant } from './mutants.mjs';
import { startPausingProxy } from './pausing-proxy.mjs';
import { makeServerView } from './server-view.mjs';
import { startTestedServer } from './tested-server.mjs';

/**
 * The staged app on a disk of its own, the server, and between them a line that can be cut and a proxy that can hold back
 * answers. `noDisk` says why the machine has no such disk; then `disk` is null and the profile lies beside the app.
 */
export async function setUpFaults({ runtime, groups, mutant }) {
  const stage = stageApp(runtime);
  const made = { disk: null, proxy: null, line: null, desk: null };
  const end = async () => {
    await made.desk?.kill().catch(() => {});
    made.line?.stop();
    made.proxy?.stop();
    await made.disk?.remove();
  };
  const remove = () => stage.remove();
  try {
    const script = seed(mutant, stage);
    const server = await startTestedServer({ groups, script, dataFolder: ownedFolder(stage.folder, 'server') });
    made.proxy = await startPausingProxy(server.origin);
    made.line = await startCuttingProxy(made.proxy.origin);
    const noDisk = whyNoLoopDisk() ?? mountDisk(made, stage);
    const entry = {
      server: made.line.origin,
      name: 'brandt',
      kennwort: server.demoPassword,
      passphrase: 'Regenschirm-Kaffee-Dienstag-4711',
    };
    made.desk = makeDesk({ stage, profile: made.disk ? 'disk/profile' : 'profile', entry });
    return { ...made, server, noDisk, check: makeServerView(server.dataFolder), end, remove };
  } catch (error) {
    await end();
    remove();
    throw error;
  }
}

/** A container may have the tools and no right to mount; answers why, or null. */
function mountDisk(made, stage) {
  try {
    made.disk = makeLoopDisk({ folder: stage.folder, mountPoint: path.join(stage.profiles, 'disk') });
    return null;
  } catch (error) {
    return error.message.split('\n')[0];
  }
}

/** Puts a mutant's bug into the copy that runs; answers which server runs. */
function seed(mutant, stage) {
  const script = 'dist/server/serve.js';
  if (!mutant) return inRoot(script);
  if (mutant.folder !== 'dist/server') {
    seedMutant(mutant, stage.app);
    return inRoot(script);
  }
  // Inside the repository, where the server finds its packages.
  const copy = inRoot('test-results/mutant');
  rmSync(copy, { recursive: true, force: true });
  cpSync(inRoot('dist/server'), path.join(copy, 'dist/server'), { recursive: true });
  seedMutant(mutant, copy);
  return path.join(copy, script);
}
