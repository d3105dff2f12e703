// A colleague's workstation beside the measured one: signs and sends changes as the product does.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openJournal } from '../../electron/journal/journal.ts';
import { forwardToServer } from '../../electron/server/server-gateway.ts';

/** `desk` = gateway context with `device`, `person` and `jwt`; answers how many of the edits the server took over. */
export async function openColleague(desk) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-bench-'));
  const { device, person: actor } = desk;
  const chain = { device, actor, deviceKey: desk.jwt.deviceKey, replaces: [], now: () => new Date() };
  const journal = await openJournal({ path: path.join(folder, 'journal'), key: new Uint8Array(32), ...chain });
  return async (edits) => {
    const t = new Date().toISOString();
    const changes = edits.map(({ id, akte, rev, titel }) => ({
      ...{ v: 1, t, actor, akte, intent: 'edit-vorgang', ent: { art: 'vorgang', id } },
      ...{ base: { titel: rev }, set: { titel }, need: [] },
    }));
    const operations = await journal.append(changes);
    const request = new Request('http://gateway/v1/sync/push', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: operations.map((operation) => `${JSON.stringify(operation)}\n`).join(''),
    });
    const answer = await forwardToServer(desk, request, '/v1/sync/push');
    const lines = (await answer.text()).split('\n').filter(Boolean);
    return lines.filter((line) => ['ok', 'merged'].includes(JSON.parse(line).status)).length;
  };
}
