import { expect, onTestFinished, test } from 'vitest';
import { connectMain } from '../../../renderer/replica/main-port.ts';

type Reply = (main: MessagePort, id: number) => void;

/** Main's end answers every request as the test says. */
function portThat(reply: Reply) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => reply(port1, data.id);
  onTestFinished(() => port1.close());
  return connectMain(port2);
}

const sha = 'a'.repeat(64);
const blobs = { blobs: [{ sha, sizeBytes: 3 }] };

test('an answer reaches its own call, in whatever order they come', async () => {
  const ids: number[] = [];
  const main = portThat((port, id) => {
    ids.push(id);
    if (ids.length < 2) return;
    port.postMessage({ id: ids[1], ok: false, code: 'disk-full' });
    port.postMessage({ id: ids[0], ok: true, value: blobs });
  });
  const dropped = main.call('blob.drop', { sha }).catch((error: unknown) => error);
  const second = main.call('blob.list', {}).catch((error: unknown) => error);
  expect(await second).toMatchObject({ code: 'disk-full' });
  // `blob.drop` answers nothing: what came is not its answer.
  expect(await dropped).toMatchObject({ code: 'answer-invalid' });
});

test.each<[string, Reply]>([
  ['neither ok nor refused', (port, id) => port.postMessage({ id })],
  ['an unknown code', (port, id) => port.postMessage({ id, ok: false, code: 'gone-fishing' })],
  ['a value outside the schema', (port, id) => port.postMessage({ id, ok: true, value: { blobs: [{ sha: 'x' }] } })],
  [
    'a number that is none',
    (port, id) => port.postMessage({ id, ok: true, value: { blobs: [{ sha, sizeBytes: '3' }] } }),
  ],
  ['no value', (port, id) => port.postMessage({ id, ok: true })],
  ['main could not read the request', (port) => port.postMessage({ id: -1, ok: false, code: 'input-invalid' })],
  ['not an answer at all', (port) => port.postMessage('pardon?')],
  ['nothing', (port) => port.postMessage(null)],
  ['the port closes', (port) => port.close()],
])(
  'an answer that cannot be read is answer-invalid and nobody waits for ever: %s',
  async (_name, reply) => {
    const main = portThat(reply);
    await expect(main.call('blob.list', {})).rejects.toMatchObject({ code: 'answer-invalid' });
  },
  2_000,
);

test('a call over a closed port is refused at once', async () => {
  const main = portThat((port) => port.close());
  await main.call('blob.list', {}).catch(() => undefined);
  await expect(main.call('blob.list', {})).rejects.toMatchObject({ code: 'answer-invalid' });
}, 2_000);

test('an answer to a call that nobody made is none for the one that waits', async () => {
  const main = portThat((port, id) => port.postMessage({ id: id + 7, ok: true, value: blobs }));
  await expect(main.call('blob.list', {})).rejects.toMatchObject({ code: 'answer-invalid' });
}, 2_000);

test('answers that come late, to calls that were refused meanwhile, refuse nobody else', async () => {
  const asked: number[] = [];
  const main = portThat((port, id) => {
    asked.push(id);
    if (id === 2) port.postMessage('pardon?');
    if (id < 3) return;
    for (const late of asked) port.postMessage({ id: late, ok: true, value: blobs });
  });
  const [first, second] = await Promise.allSettled([main.call('blob.list', {}), main.call('blob.list', {})]);
  expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
  expect(await main.call('blob.list', {})).toEqual(blobs);
}, 2_000);
