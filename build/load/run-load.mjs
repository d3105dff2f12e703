import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeAuthority } from './authority.mjs';
import { checkLog } from './check-log.mjs';
import { LoadDevice } from './device.mjs';
import { cpuSeconds, percentile, spread } from './figures.mjs';
import { pushFor } from './push-for.mjs';

const WARM_UP_S = 5;
/** Longest time for broken live lines to stand again. */
const MOST_RETURN_MS = 30_000;

/** Runs the phases one after the other; answers the rows of the table and what was checked. */
export async function runLoad(options) {
  const { nodes, operationPayload, clients, pushers, batch, seconds, failovers, log } = options;
  const startedAt = performance.now();
  const entries = await makeAuthority({ databaseUrl: nodes.databaseUrl, clients });
  log(`authority of ${clients} persons: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  const emptyBytes = await tableBytes(nodes.db);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' });
  const devices = entries.map((entry, i) => {
    const { origin } = nodes.nodes[i % nodes.nodes.length];
    return new LoadDevice(entry, { origin, agent, operationPayload });
  });
  const rows = {};

  const tokens = await timed(() => inParallel(devices, 32, (device) => device.fetchToken()));
  rows.tokens = { rate: `${Math.round(clients / tokens.seconds)} / s`, 'p50 / p95 / p99': spread(tokens.each) };

  const pokes = devices.map(() => []);
  const state = { open: 0, broken: 0, isOver: false };
  const lines = await timed(() => inParallel(devices, 32, (device, i) => keepListening(device, pokes[i], state)));
  rows['live lines opened'] = {
    rate: `${Math.round(clients / lines.seconds)} / s`,
    'p50 / p95 / p99': spread(lines.each),
  };
  log(`${state.open} live lines`);

  const cpuOf = () => [
    ...nodes.nodes.map(({ child }) => cpuSeconds(child.pid)),
    nodes.postmaster ? cpuSeconds(nodes.postmaster, { withChildren: true }) : Number.NaN,
  ];
  // Programs compile and caches fill during the first seconds: they are checked like the rest, but not measured.
  const warm = await pushFor({ devices, pushers, batch, seconds: WARM_UP_S, failovers: 0, nodes, log });
  const before = { cpu: cpuOf(), own: process.cpuUsage() };
  const pushed = await pushFor({ devices, pushers, batch, seconds, failovers, nodes, log });
  const own = process.cpuUsage(before.own);
  const cpu = cpuOf().map((now, i) => (now - before.cpu[i]).toFixed(1));
  const transactions = pushed.done.reduce((sum, { count }) => sum + count, 0);
  const perOperation = (seconds) =>
    ((seconds.reduce((sum, one) => sum + Number(one), 0) * 1_000) / transactions).toFixed(2);
  const took = pushed.done.map(({ sentAt, doneAt }) => doneAt - sentAt);
  rows[`push, ${batch} per request`] = {
    rate: `${Math.round(transactions / pushed.seconds)} tx/s`,
    'p50 / p95 / p99': spread(took),
    count: transactions,
    'processor ms each': `nodes ${perOperation(cpu.slice(0, -1))}, database ${perOperation(cpu.slice(-1))}, clients ${perOperation([(own.user + own.system) / 1e6])}`,
    'processor s': `nodes ${cpu.slice(0, -1).join(' + ')}, database ${cpu.at(-1)}, clients ${((own.user + own.system) / 1e6).toFixed(1)} of ${pushed.seconds.toFixed(1)}`,
  };
  const overAt = performance.now();
  await untilMoved(nodes.db);
  await sleep(1_000);
  // Whoever lost a line with a killed node comes back with pauses that grow.
  while (failovers > 0 && state.open < clients && performance.now() < overAt + MOST_RETURN_MS) await sleep(50);
  const returned = performance.now() - overAt;
  const found = await checkLog(nodes.db, [...warm.done, ...pushed.done]);
  const bytes = (await tableBytes(nodes.db)) - emptyBytes;
  rows['database per operation'] = { rate: `${(bytes / found.sequences.size / 1024).toFixed(1)} KiB` };
  const waits = pokeWaits({ devices, pokes, pushed: pushed.done, sequences: found.sequences });
  rows['push to poke of a colleague'] = { 'p50 / p95 / p99': spread(waits.heard), count: waits.heard.length };
  if (failovers > 0) {
    rows['takeover after kill -9'] = {
      'p50 / p95 / p99': spread(pushed.takeovers),
      count: pushed.takeovers.length,
      rate: `longest ${Math.max(...pushed.takeovers).toFixed(0)} ms`,
    };
    rows['lines back after the push'] = { rate: `${(returned / 1_000).toFixed(1)} s`, count: state.broken };
  }
  const standing = state.open;
  state.isOver = true;

  const pullers = devices.slice(0, 16);
  const pulled = await timed(() => inParallel(pullers, 4, pullAll));
  const pulledRows = pulled.results.reduce((sum, one) => sum + one.rows, 0);
  const mebibytes = pulled.results.reduce((sum, one) => sum + one.bytes, 0) / 2 ** 20;
  rows['pull from the beginning'] = {
    rate: `${Math.round(pulledRows / pulled.seconds)} rows/s, ${(mebibytes / pulled.seconds).toFixed(1)} MiB/s`,
    'p50 / p95 / p99': spread(pulled.each),
    count: pulledRows,
  };
  agent.destroy();
  return {
    rows,
    checks: [
      { check: 'live lines at the end of the push', ok: standing === clients, found: `${standing} of ${clients}` },
      {
        check: 'refused or broken requests outside a failover',
        ok: warm.errors + pushed.errors === 0,
        found: warm.errors + pushed.errors,
      },
      { check: 'operations not decided as ok', ok: warm.notOk + pushed.notOk === 0, found: warm.notOk + pushed.notOk },
      { check: 'gaps in the log', ok: found.gaps === 0, found: found.gaps },
      { check: 'operations logged twice', ok: found.doubles === 0, found: found.doubles },
      { check: 'acknowledged operations missing in the log', ok: found.missing === 0, found: found.missing },
      { check: 'pushes that no live colleague heard of', ok: waits.unheard === 0, found: waits.unheard },
      ...(failovers > 0
        ? [
            {
              check: 'takeovers',
              ok: pushed.takeovers.length === failovers,
              found: `p99 ${percentile(pushed.takeovers, 0.99).toFixed(0)} ms`,
            },
          ]
        : []),
    ],
  };
}

/** Opens the live line again whenever it breaks, at the node that stands in the old one's place. */
async function keepListening(device, pokes, state) {
  const onHead = (head) => pokes.push({ head, at: performance.now() });
  const onEnd = async () => {
    state.open -= 1;
    state.broken += 1;
    for (let pauseMs = 400; !state.isOver; pauseMs = Math.min(4_000, pauseMs * 2)) {
      await sleep(pauseMs * (0.5 + Math.random()));
      const isBack = await device.listen(onHead, onEnd).then(
        () => true,
        () => false,
      );
      if (isBack) state.open += 1;
      if (isBack) return;
    }
  };
  await device.listen(onHead, onEnd);
  state.open += 1;
}

/**
 * From sending a push until the live line of another person of the same Einheit named a head that covers it, ms; one colleague
 * per push.
 */
function pokeWaits({ devices, pokes, pushed, sequences }) {
  const indexes = new Map(devices.map(({ id }, i) => [id, i]));
  const heard = [];
  let unheard = 0;
  for (const { dev, first, count, sentAt } of pushed) {
    const i = indexes.get(dev);
    const other = devices[i ^ 1]?.unit === devices[i].unit ? i ^ 1 : i;
    const s = sequences.get(`${dev}/${first + count - 1}`);
    const poke = pokes[other].find(({ head, at }) => head >= s && at >= sentAt);
    if (poke) heard.push(poke.at - sentAt);
    else unheard += 1;
  }
  return { heard, unheard };
}

async function pullAll(device) {
  device.cursor = 0;
  const sum = { rows: 0, bytes: 0 };
  for (let more = true; more; ) {
    const answer = await device.pull(100_000);
    sum.rows += answer.rows;
    sum.bytes += answer.bytes;
    more = answer.more;
  }
  return sum;
}

/** Bytes of the tables that grow with every operation, indexes included. */
async function tableBytes(db) {
  const sql = `select sum(pg_total_relation_size(t::regclass)) as n from unnest('{operation,log,datensatz}'::text[]) as t`;
  return Number((await db.query(sql)).rows[0].n);
}

async function untilMoved(db) {
  const endsAt = performance.now() + 120_000;
  while (performance.now() < endsAt) {
    const { rows } = await db.query('select exists (select from pending) as waiting');
    if (!rows[0].waiting) return;
    await sleep(50);
  }
  throw new Error('rows wait in the feed for two minutes');
}

async function inParallel(items, width, work) {
  const each = [];
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      const startedAt = performance.now();
      results[i] = await work(items[i], i);
      each.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return { each, results };
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { ...result, seconds: (performance.now() - startedAt) / 1000 };
}
