import { beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../../shared/change.ts';
import type { Action } from './actions.ts';
import { type Exploration, exploreTraces } from './explore-traces.ts';
import { runTrace } from './run-trace.ts';

/** Long form: `npm run test:model -- --runs 20000 --seed 7`; a failure prints seed and path for a replay. */
const runs = Number(process.env.MODEL_RUNS ?? 2_400);
const seed = Number(process.env.MODEL_SEED ?? 20_260_105);
const path = process.env.MODEL_PATH;

let seen: Exploration;
beforeAll(() => {
  seen = exploreTraces({ runs, seed, ...(path ? { path } : {}) });
  const { failure, ...counted } = seen;
  console.log(`model: ${JSON.stringify(counted)}`);
  if (failure) {
    console.error(`model: ${failure.message}\n${failure.trace}`);
    console.error(`replay: MODEL_SEED=${seed} MODEL_PATH=${failure.path} npx vitest run test/model`);
  }
}, 3_600_000);

test.each([
  ['I1', 'after quiescence every device shows what the server has'],
  ['I2', 'every saved operation is in history, in a Konflikt or parked: no silent loss'],
  ['I3', 'every operation stands exactly once in the log, counted'],
  ['I4', 'the log has no hole and every device applied every row that it may see, in order'],
  ['I5', 'reads are monotone: nothing pulled grows older and no own change flickers away'],
  ['I6', 'what a right no longer covers is neither sent, kept nor shown'],
  ['I7', 'a history has the same order on every workstation'],
  ['I8', 'what was acknowledged to the screen survives a crash at any byte'],
  ['I9', 'one bad operation blocks nobody'],
  ['I10', 'a legal act binds to bytes that a Version of its Akte has'],
  ['I11', 'the same rows once more, or any first part of them, change nothing'],
  ['I12', 'the same trace ends in the same world, played twice'],
  ['error', 'no trace ends in an unexpected error'],
])('%s: %s', (invariant) => {
  expect(seen.failure?.invariant === invariant ? seen.failure.message : null).toBeNull();
});

test('the model is not empty: traces contain many conflicts and rejected operations', () => {
  expect(seen.failure).toBeNull();
  if (path) return;
  expect(seen.runs).toBe(runs);
  expect(seen.operations).toBeGreaterThan(runs * 5);
  expect(seen.konflikte).toBeGreaterThan(runs / 5);
  expect(seen.rejected).toBeGreaterThan(runs / 5);
  expect(seen.moved).toBeGreaterThan(runs / 5);
});

test('I12: the same trace ends in the same world', () => {
  const story: Action[] = [
    { do: 'edit', device: 0, vorgang: 0, feld: 'titel', wert: 1 },
    { do: 'edit', device: 1, vorgang: 0, feld: 'titel', wert: 2 },
    { do: 'push', device: 1, limit: 5, fault: 'drop-response', keep: 0 },
    { do: 'crash', device: 1, cut: 0.5 },
    { do: 'push', device: 0, limit: 5, fault: 'duplicate-request', keep: 0 },
    { do: 'pull', device: 2, limit: 1, fault: 'delay-response', keep: 0 },
  ];
  const world = () => {
    const { server, devices } = runTrace(story);
    return canonicalJson([server.log, devices.map(({ journal, cursor }) => [journal, cursor])]);
  };
  expect(world()).toBe(world());
});
