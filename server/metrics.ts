import { createServer, type Server } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Sequencer } from './sequencer.ts';
import type { LiveLines } from './sync/live-lines.ts';

/** Upper ends of the classes of durations, seconds. */
const CLASSES_S = [0.01, 0.05, 0.1, 0.5, 1, 5, Number.POSITIVE_INFINITY];

/** What is counted at one node. Routes are named by their pattern, never by what stands in it. */
export interface Metrics {
  /** The page: text format of Prometheus, version 0.0.4. */
  text(): Promise<string>;
}

/** Where the figures come from. */
export interface MetricSources {
  readonly pool: pg.Pool;
  readonly sequencer: Sequencer;
  readonly live: Pick<LiveLines, 'count'>;
}

interface Times {
  readonly counts: number[];
  sum: number;
}

/** Counts the requests of `app` from now on. No name, id, address, hash or Aktenzeichen gets into it (S65). */
export function countRequests(app: FastifyInstance, { pool, sequencer, live }: MetricSources): Metrics {
  const times = new Map<string, Times>();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  app.addHook('onClose', async () => void delay.disable());
  app.addHook('onResponse', async (request, reply) => {
    // What no route takes has an address that somebody else chose.
    const route = request.routeOptions.url ?? 'none';
    const key = labels({ method: request.method, route, status: String(reply.statusCode) });
    const known = times.get(key) ?? { counts: CLASSES_S.map(() => 0), sum: 0 };
    const seconds = reply.elapsedTime / 1_000;
    CLASSES_S.forEach((end, i) => {
      if (seconds <= end) known.counts[i]! += 1;
    });
    known.sum += seconds;
    times.set(key, known);
  });

  return {
    async text() {
      const { rows } = await pool.query<{ waiting: number }>(
        'select count(*) as waiting from (select from pending limit 100000) as p',
      );
      const gauge = (name: string, help: string, value: number) =>
        `# HELP aktentasche_${name} ${help}\n# TYPE aktentasche_${name} gauge\naktentasche_${name} ${value}\n`;
      return [
        requestsText(times),
        gauge('live_lines', 'Open live lines at this node.', live.count()),
        gauge('feed_head', 'Newest sequence of the change feed that this node knows.', sequencer.head()),
        gauge('feed_leads', 'Whether this node moves the change feed.', sequencer.leads() ? 1 : 0),
        gauge('feed_waiting_rows', 'Rows written and not yet in the change feed.', rows[0]!.waiting),
        gauge('database_connections', 'Open connections of the pool.', pool.totalCount),
        gauge('database_requests_waiting', 'Requests that wait for a connection.', pool.waitingCount),
        gauge('event_loop_delay_p99_seconds', 'Delay of the event loop since the start.', delay.percentile(99) / 1e9),
        gauge('resident_memory_bytes', 'Resident memory of this node.', process.memoryUsage.rss()),
        gauge('uptime_seconds', 'Seconds since the start of this node.', Math.round(process.uptime())),
      ].join('');
    },
  };
}

/** Serves the page at `/metrics` on this machine only; everything else is 404. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const isPage = request.method === 'GET' && request.url === '/metrics';
    if (!isPage) return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  return server;
}

function requestsText(times: ReadonlyMap<string, Times>): string {
  const name = 'aktentasche_request_seconds';
  const lines = [`# HELP ${name} Requests by route and status.`, `# TYPE ${name} histogram`];
  for (const [key, { counts, sum }] of times) {
    counts.forEach((count, i) => {
      const le = CLASSES_S[i] === Number.POSITIVE_INFINITY ? '+Inf' : String(CLASSES_S[i]);
      lines.push(`${name}_bucket{${key},le="${le}"} ${count}`);
    });
    lines.push(`${name}_sum{${key}} ${sum}`, `${name}_count{${key}} ${counts.at(-1)}`);
  }
  return `${lines.join('\n')}\n`;
}

function labels(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
}
