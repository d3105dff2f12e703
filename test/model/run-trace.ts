import type { Change, Operation } from '../../shared/change.ts';
import type { PullRow, PushResult } from '../../shared/sync-protocol.ts';
import { type Action, deviceCount, type Fault, vorgaenge } from './actions.ts';
import { checkEnd } from './end-invariants.ts';
import { exchange } from './exchange.ts';
import { newVorgang, vorgangChange } from './make-change.ts';
import {
  crash,
  crashWhileSaving,
  finishPull,
  type ModelDevice,
  modelDevice,
  operationsToPush,
  restartReplica,
  saveChange,
  seenRecord,
  takeResults,
  takeRows,
} from './model-device.ts';
import { answerPull, changeRights, sequenceRows } from './model-feed.ts';
import { backUp, lastDecidedN, modelServer, receivePush, restore, rollBack } from './model-server.ts';
import { checkIdempotent, checkStep, type StepWitness, stepWitness } from './step-invariants.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

interface Run extends World {
  readonly saved: Operation[];
  readonly savedIn: Map<string, number>;
  readonly underWay: (() => void)[];
  readonly witness: StepWitness;
  created: number;
}

const smooth = { limit: 500, fault: 'none' as Fault, keep: 0 };
const maxQuietRounds = 50;

/**
 * Plays a trace against devices and server, checks after each step what must always hold, then lets everything arrive
 * until nothing moves and checks the end. Throws a {@link Violation}.
 */
export function runTrace(actions: readonly Action[]): World {
  const run = beginRun();
  for (const action of actions) {
    play(run, action);
    const touched = 'device' in action ? [run.devices[action.device]!] : run.devices;
    checkStep(run, touched, run.witness);
  }
  quiesce(run);
  checkEnd(run);
  return run;
}

function beginRun(): Run {
  const devices = Array.from({ length: deviceCount }, (_, i) => modelDevice(`d${i}`));
  const run: Run = {
    server: modelServer(),
    devices,
    saved: [],
    savedIn: new Map(),
    underWay: [],
    witness: stepWitness(),
    created: 0,
  };
  for (const [i, { person }] of devices.entries())
    for (const akte of i === 2 ? ['A'] : ['A', 'B']) changeRights(run.server, person, akte);
  sequenceRows(run.server, run.server.pending.length);
  for (const [i, id] of vorgaenge.entries()) save(run, devices[0]!, newVorgang(devices[0]!, id, i === 2 ? 'B' : 'A'));
  quiesce(run);
  backUp(run.server);
  return run;
}

function play(run: Run, action: Action): void {
  switch (action.do) {
    case 'deliver':
      run.underWay.splice(action.which % Math.max(1, run.underWay.length), 1)[0]?.();
      break;
    case 'sequence':
      sequenceRows(run.server, action.rows);
      break;
    case 'server-rollback':
      rollBack(run.server);
      break;
    case 'server-backup':
      backUp(run.server);
      break;
    case 'server-restore':
      restore(run.server);
      break;
    case 'rights':
      changeRights(run.server, run.devices[action.person]!.person, action.akte === 1 ? 'B' : 'A');
      break;
    default:
      playOn(run, run.devices[action.device]!, action);
  }
}

function playOn(run: Run, device: ModelDevice, action: Extract<Action, { device: number }>): void {
  device.clockMs += 1_000;
  switch (action.do) {
    case 'push':
      push(run, device, action);
      break;
    case 'pull':
      pull(run, device, action);
      break;
    case 'crash':
      crash(device, action.cut);
      break;
    case 'clock':
      device.clockMs += action.jumpMs;
      break;
    case 'create': {
      const akte = seenAkten(device)[action.akte];
      if (!akte) return;
      run.created += 1;
      save(run, device, newVorgang(device, `N${run.created}`, akte));
      break;
    }
    default: {
      const seen = seenRecord(device, 'vorgang', vorgaenge[action.vorgang]!);
      if (!seen) return;
      const change = vorgangChange(device, seen, action, run.saved.length);
      if (!change) return;
      if (action.do === 'crash-in-append') crashWhileSaving(device, change, action.cut);
      else save(run, device, change);
    }
  }
}

function save(run: Run, device: ModelDevice, change: Change): void {
  const operation = saveChange(device, change);
  run.saved.push(operation);
  run.savedIn.set(operation.h, device.epoch);
}

type Weather = { readonly limit: number; readonly fault: Fault; readonly keep: number };

function push(run: Run, device: ModelDevice, weather: Weather): void {
  greet(run, device);
  const operations = operationsToPush(device, lastDecidedN(run.server, device.id), weather.limit);
  if (operations.length === 0) return;
  const { epoch } = device;
  const request = () => {
    const results = receivePush(run.server, operations);
    if (results === 'device-fork') throw new Violation('I9', `the server calls ${device.id} a fork`);
    return results;
  };
  const take = (results: readonly PushResult[]) => device.epoch === epoch && takeResults(device, results);
  exchange({ request, take, crashDevice: () => crash(device, 0) }, { ...weather, underWay: run.underWay });
}

function pull(run: Run, device: ModelDevice, weather: Weather): void {
  greet(run, device);
  const { cursor: after, epoch } = device;
  const isFed = device.askAgainFrom === null && lastDecidedN(run.server, device.id) >= device.journal.last.n;
  let whole: readonly PullRow[] | null = null;
  const request = () => {
    const rows = answerPull(run.server, device.person, after, weather.limit);
    if (rows.length < weather.limit) whole = rows;
    return rows;
  };
  const take = (rows: readonly PullRow[]) => {
    // The answer of a server that was replaced meanwhile belongs to a request that was given up.
    if (device.epoch !== epoch) return;
    takeRows(device, rows);
    checkIdempotent(device, rows);
    if (rows !== whole) return;
    finishPull(device);
    if (isFed) device.isRebuilding = false;
  };
  exchange({ request, take, crashDevice: () => crash(device, 0) }, { ...weather, underWay: run.underWay });
}

/** `hello`: another server than before is pulled from the beginning. */
function greet({ server }: Run, device: ModelDevice): void {
  if (device.epoch !== server.epoch) {
    restartReplica(device, server.epoch);
  }
}

const seenAkten = (device: ModelDevice): string[] => [
  ...new Set([...device.records.values()].flatMap(({ akte }) => akte ?? [])),
];

// Everything late arrives, then everybody pushes and pulls until a whole round moves nothing.
function quiesce(run: Run): void {
  for (const arrive of run.underWay.splice(0)) {
    arrive();
    checkStep(run, run.devices, run.witness);
  }
  let before = '';
  for (let round = 0; round < maxQuietRounds; round++) {
    for (const device of run.devices) {
      push(run, device, smooth);
      sequenceRows(run.server, run.server.pending.length);
      pull(run, device, smooth);
      checkStep(run, [device], run.witness);
    }
    const now = [
      run.server.log.length,
      ...run.devices.flatMap(({ cursor, known, acknowledgedBefore }) => [cursor, known.size, acknowledgedBefore.size]),
    ].join();
    if (now === before) return;
    before = now;
  }
}
