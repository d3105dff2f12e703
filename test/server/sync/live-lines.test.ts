import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ServerContext } from '../../../server/context.ts';
import type { NewHead } from '../../../server/move-pending.ts';
import { liveRoute } from '../../../server/sync/answer-live.ts';
import { type LiveLine, type LiveLines, openLiveLines } from '../../../server/sync/live-lines.ts';

afterEach(() => void vi.useRealTimers());

test('S62: nothing is written to the line of a revoked device after its end, however long it takes to close', async () => {
  vi.useFakeTimers();
  let poke: (newest: NewHead) => void = () => undefined;
  const sequencer = {
    head: () => 7,
    onHead: (listener: typeof poke) => {
      poke = listener;
      return () => undefined;
    },
  };
  // Nobody is registered any more.
  const pool = { query: async () => ({ rows: [] }) };
  const lines = openLiveLines({ sequencer, pool } as unknown as ServerContext);
  const did: string[] = [];
  lines.add({ device: 'd', person: 'p', write: () => void did.push('write'), end: () => void did.push('end') });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(did).toEqual(['write', 'end']);
  poke({ head: 8, akten: null });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(did).toEqual(['write', 'end']);
  lines.end();
});

/** The route's answer to a real request that is never read. */
async function openUnread(lines: LiveLines): Promise<ServerResponse> {
  const context = { sequencer: { head: () => 1 } } as unknown as ServerContext;
  const caller = { device: 'd', person: 'p' };
  const server = createServer((_request, raw) => {
    const reply = { raw, hijack: () => undefined } as unknown as FastifyReply;
    void liveRoute(context, lines).handle({ caller } as unknown as FastifyRequest, reply);
    server.emit('answering', raw);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  client.on('response', (answer) => answer.pause()).on('error', () => undefined);
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  const [raw] = (await once(server, 'answering')) as [ServerResponse];
  return raw;
}

function collect(): { readonly lines: LiveLines; readonly open: Set<LiveLine> } {
  const open = new Set<LiveLine>();
  const add = (line: LiveLine) => {
    open.add(line);
    return () => open.delete(line);
  };
  return { lines: { add, count: () => open.size, end: () => undefined }, open };
}

test('S112: a line that nobody reads is cut instead of keeping what waits for it', async () => {
  const { lines, open } = collect();
  const raw = await openUnread(lines);
  const [line] = open;
  const event = `data: ${'x'.repeat(1024 * 1024)}\n\n`;
  let most = 0;
  for (let i = 0; i < 64 && !raw.destroyed; i++) {
    line!.write(event);
    most = Math.max(most, raw.writableLength);
    await new Promise((done) => setTimeout(done, 5));
  }
  expect(raw.destroyed).toBe(true);
  expect(most).toBeLessThan(3 * event.length);
  await vi.waitFor(() => expect(open.size).toBe(0));
});

test('S112: a line whose workstation has gone before it was opened is not kept', async () => {
  const { lines, open } = collect();
  const raw = await openUnread(lines);
  raw.destroy();
  open.clear();
  const reply = { raw, hijack: () => undefined } as unknown as FastifyReply;
  const context = { sequencer: { head: () => 1 } } as unknown as ServerContext;
  await liveRoute(context, lines).handle({ caller: { device: 'd', person: 'p' } } as unknown as FastifyRequest, reply);
  expect(open.size).toBe(0);
});
