import type { Change, Operation } from '../../shared/change.ts';
import { type Action, deviceCount, type Fault, vorgaenge } from './actions.ts';
import { checkEnd } from './end-invariants.ts';
import { exchange } from './exchange.ts';
import { newVorgang, vorgangChange } from './make-change.ts';
import {
  crash,
  crashWhileSaving,
  type ModelDevice,
  modelDevice,
  operationsToPush,
  saveChange,
  seenRecord,
  takeResults,
  takeRows,
} from './model-device.ts';
import {
  answerPull,
  lastDecidedN,
  logRightsChange,
  modelServer,
  receivePush,
  rollBack,
  type Sees,
  sequenceRows,
} from './model-server.ts';
import { checkStep, type StepWitness, stepWitness } from './step-invariants.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

interface Run extends World {
  readonly saved: Operation[];
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
  const everything: Sees = () => true;
  const onlyA: Sees = (akte) => akte !== 'B';
  const devices = Array.from({ length: deviceCount }, (_, i) => modelDevice(`d${i}`, i === 2 ? onlyA : everything));
  const run: Run = { server: modelServer(), devices, saved: [], underWay: [], witness: stepWitness(), created: 0 };
  for (const [i, id] of vorgaenge.entries()) save(run, devices[0]!, newVorgang(devices[0]!, id, i === 2 ? 'B' : 'A'));
  quiesce(run);
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
    case 'rights':
      logRightsChange(run.server);
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
    case 'create':
      run.created += 1;
      save(run, device, newVorgang(device, `N${run.created}`, action.akte === 1 && device.sees('B') ? 'B' : 'A'));
      break;
    default: {
      const seen = seenRecord(device, 'vorgang', vorgaenge[action.vorgang]!);
      if (!seen) return;
      const change = vorgangChange(device, seen, action, run.saved.length);
      if (action.do === 'crash-in-append') crashWhileSaving(device, change, action.cut);
      else save(run, device, change);
    }
  }
}

function save(run: Run, device: ModelDevice, change: Change): void {
  run.saved.push(saveChange(device, change));
}

type Weather = { readonly limit: number; readonly fault: Fault; readonly keep: number };

function push(run: Run, device: ModelDevice, weather: Weather): void {
  const operations = operationsToPush(device, lastDecidedN(run.server, device.id), weather.limit);
  if (operations.length === 0) return;
  const request = () => {
    const results = receivePush(run.server, operations);
    if (results === 'device-fork') throw new Violation('I9', `the server calls ${device.id} a fork`);
    return results;
  };
  const parts = { request, take: takeResults.bind(null, device), crashDevice: () => crash(device, 0) };
  exchange(parts, { ...weather, underWay: run.underWay });
}

function pull(run: Run, device: ModelDevice, weather: Weather): void {
  const after = device.cursor;
  const request = () => answerPull(run.server, after, weather.limit, device.sees);
  const parts = { request, take: takeRows.bind(null, device), crashDevice: () => crash(device, 0) };
  exchange(parts, { ...weather, underWay: run.underWay });
}

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
    const now = [run.server.log.length, ...run.devices.flatMap(({ cursor, known }) => [cursor, known.size])].join();
    if (now === before) return;
    before = now;
  }
}
