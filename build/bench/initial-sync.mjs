import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { awaitJsonLine } from '../child-groups.mjs';
import { inRoot } from '../repository.mjs';
import { ownedFolder } from '../stage.mjs';
import { rotate } from './statistics.mjs';
import { contendersFor, recordsPerSecond } from './store.mjs';

const password = 'bench-musterstadt';

/** Ours end to end: real server with PostgreSQL, brotli, main's gateway, decryption-ready replica. Peers insert only. */
export const initialSync = {
  counts: [20_000, 100_000],
  needs: ['server'],
  notes: [
    'ours: hello, pull from the real server (PostgreSQL on the same machine) through the real gateway, checked, sealed, listed',
    'peers: insert only of as many records from memory, no server, no network, unencrypted',
    'same machine for server and client; batches of 4,096; opening and removal not timed, two seconds of rest before each',
  ],
  async run({ counts, repetitions, electron, stage, groups, withPeer }) {
    const cases = [];
    for (const count of counts) {
      const data = ownedFolder(stage.folder, `server-${count}`);
      mkdirSync(data, { recursive: true });
      const server = groups.start(process.execPath, [
        inRoot('dist/server/serve.js'),
        ...['--port', '0', '--data', path.join(data, 'data')],
        ...['--seed', 'large', '--vorgaenge', String(count), '--demo-password', password],
      ]);
      const { listening } = await awaitJsonLine(server, 'listening');
      const plan = Array.from({ length: repetitions }, (_, repetition) =>
        rotate(contendersFor(count, 'ours-sync', withPeer), repetition).map((contender) => ({
          contender,
          count,
          repetition,
        })),
      ).flat();
      const measured = await electron.runPlan({ plan, server: { origin: listening, name: 'brandt', password } });
      cases.push(recordsPerSecond(`initial sync ${count}`, count, measured, 'ours-sync'));
      server.kill('SIGTERM');
    }
    return cases;
  },
};
