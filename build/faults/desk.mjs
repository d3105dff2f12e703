import path from 'node:path';
import { startApp, tryApp } from './driven-app.mjs';
import { killUsersOf } from './process-tree.mjs';

/** One person's workstation: a profile, and the app that runs on it until a fault ends it. */
export function makeDesk({ stage, profile, entry }) {
  const folder = path.join(stage.profiles, profile);
  let workstation = null;
  return {
    folder,
    get workstation() {
      return workstation;
    },
    async start({ isFirstRun = false } = {}) {
      workstation = await startApp({ stage, profile, entry, isFirstRun });
      return workstation;
    },
    /** Starts the app on a profile that may be damaged; answers what the person is told. */
    async tryStart() {
      const tried = await tryApp({ stage, profile, entry });
      workstation = tried.workstation;
      return tried.outcome;
    },
    /** kill -9; also of what an earlier crash left running. */
    async kill() {
      await workstation?.kill();
      workstation = null;
      killUsersOf(folder);
    },
    async close() {
      await workstation?.close();
      workstation = null;
    },
  };
}
