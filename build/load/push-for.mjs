import { setTimeout as sleep } from 'node:timers/promises';

/** Nothing is waited for longer: a run that stands still says what it waited for. */
const MOST_TAKEOVER_MS = 60_000;
const MOST_UNANSWERED_MS = 60_000;

/**
 * So many at a time push without a pause, every client in turn, for so many seconds; meanwhile the leader is killed
 * `failovers` times. Answers every push that was acknowledged, with the times of its sending and its answer.
 */
export async function pushFor({ devices, pushers, batch, seconds, failovers, nodes, log }) {
  const state = { isOver: false, isFailingOver: false, backAt: 0 };
  const outcome = { done: [], errors: 0, notOk: 0, takeovers: [], seconds: 0 };
  const startedAt = performance.now();
  let next = 0;
  const free = [...devices];
  const worker = async () => {
    while (!state.isOver) {
      const device = free[next++ % free.length];
      if (device.isBusy) {
        // With fewer clients than pushers all may be busy: let them finish.
        await sleep(1);
        continue;
      }
      device.isBusy = true;
      await pushOnce(device).finally(() => {
        device.isBusy = false;
      });
    }
  };
  const pushOnce = async (device) => {
    const push = device.makePush(batch, makeChange);
    const sentAt = performance.now();
    let pauseMs = 50;
    for (;;) {
      const askedAt = performance.now();
      try {
        const results = await device.push(push);
        outcome.notOk += results.filter(({ status }) => status !== 'ok').length + batch - results.length;
        outcome.done.push({ ...push, body: undefined, sentAt, doneAt: performance.now() });
        return;
      } catch (error) {
        if (performance.now() - sentAt > MOST_UNANSWERED_MS) throw new Error('a push was not taken in a minute');
        // What was asked while the node was away may fail long after it is back.
        if (!state.isFailingOver && askedAt > state.backAt) {
          outcome.errors += 1;
          if (outcome.errors < 5) log(String(error));
          if (outcome.errors > 1_000) throw error;
        }
        // Growing pauses: hundreds that ask a dead node without rest take the processor from the one that is to replace it.
        await sleep(pauseMs);
        pauseMs = Math.min(1_000, pauseMs * 2);
      }
    }
  };
  const working = Promise.all(Array.from({ length: pushers }, worker));
  working.catch(() => {
    state.isOver = true;
  });
  for (let i = 0; i < failovers; i++) {
    await sleep((seconds * 1_000) / (failovers + 1));
    state.isFailingOver = true;
    outcome.takeovers.push(await killLeader(nodes, devices));
    await sleep(1_000);
    state.isFailingOver = false;
    state.backAt = performance.now();
  }
  await sleep(Math.max(0, startedAt + seconds * 1_000 - performance.now()));
  state.isOver = true;
  await working;
  outcome.seconds = (performance.now() - startedAt) / 1_000;
  return outcome;
}

/** Kills the leader by kill -9; answers the milliseconds until the log grows under another one. A new node takes its place. */
async function killLeader(nodes, devices) {
  const leader = await within('a leader to kill', () => nodes.leader());
  const killedAt = performance.now();
  leader.child.kill('SIGKILL');
  await within('the end of the killed node', () => leader.child.exitCode !== null || leader.child.signalCode !== null);
  const head = async () => Number((await nodes.db.query('select max(s) as head from log')).rows[0].head);
  // The dead leader's last transaction may still be committed by its session; only another leader counts.
  await within('another leader', () => nodes.leader());
  const before = await head();
  await within('a growing log', async () => (await head()) > before);
  const took = performance.now() - killedAt;
  const old = leader.origin;
  await nodes.replace(leader);
  for (const device of devices) if (device.origin === old) device.origin = leader.origin;
  return took;
}

/** Asks until the answer is something; throws, with what it waited for, when it takes too long. */
async function within(what, ask) {
  const endsAt = performance.now() + MOST_TAKEOVER_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > endsAt) throw new Error(`waited ${MOST_TAKEOVER_MS} ms for ${what}`);
    await sleep(2);
  }
}

/** New Vorgaenge and changes of them in turn. */
function makeChange(device) {
  const akte = `akte-${device.unit}`;
  const isNew = device.n % 2 === 0;
  if (isNew) device.vorgang = `v-${device.id}-${device.n}`;
  return {
    t: new Date().toISOString(),
    actor: device.person,
    akte,
    intent: isNew ? 'create-vorgang' : 'edit-vorgang',
    ent: { art: 'vorgang', id: device.vorgang },
    base: {},
    set: isNew
      ? { titel: `Antrag ${device.n}`, vorgangstyp: 'Antrag', status: 'offen', federfuehrung: device.unit }
      : { bemerkung: `Unterlagen vollständig, Rückfrage ${device.n} erledigt` },
    need: [],
  };
}
