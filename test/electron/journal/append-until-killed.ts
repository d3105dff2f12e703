import { openJournal } from '../../../electron/journal/journal.ts';
import { importDeviceKey } from '../../../electron/vault/device-key.ts';
import { sampleChange } from '../sample-change.ts';

/** Runs as a process of its own: appends operations and says on stdout which are safe on disk, until it is killed. */
const [path = '', keyHex = '', pkcs8 = ''] = process.argv.slice(2);
const deviceKey = importDeviceKey(pkcs8);
const key = Buffer.from(keyHex, 'hex');
const journal = await openJournal({ path, key, device: 'dev-1', deviceKey, now: () => new Date() });
for (let round = 0; ; round++) {
  const changes = Array.from({ length: 1 + (round % 5) }, () => sampleChange('x'.repeat(round % 4_000)));
  const operations = await journal.append(changes);
  process.stdout.write(`${operations.at(-1)?.n}\n`);
}
