import { setTimeout as sleep } from 'node:timers/promises';
import { openVorgaenge, saveOne, takeIn, until, untilRecords, untilSent } from './work.mjs';

const refusedMs = 30_000;
const goesOnMs = 30_000;

/**
 * The disk fills up while a person types: what no longer fits is refused with `disk-full`, every other time the app is killed
 * and started on the full disk, and when there is space again everything goes on.
 */
export async function fullRun({ desk, disk, ledger, run, random }) {
  await untilSent(desk.workstation);
  const work = { vorgaenge: await openVorgaenge(desk.workstation), random, ledger, fault: 'full' };
  const save = () => saveOne({ ...work, workstation: desk.workstation });
  const codes = new Set();
  const tryTo = (act) =>
    act().then(
      () => false,
      (error) => {
        codes.add(codeOf(error));
        return true;
      },
    );
  for (let i = Math.floor(random() * 10); i > 0; i--) await save();
  disk.fill(Math.floor(random() * 64_000));
  let started = 'kept running';
  let refusals = [];
  try {
    await tryTo(() => takeIn({ ...work, workstation: desk.workstation }, 1_500_000));
    await until(
      () => {
        // Chromium makes room on a full disk by deleting its database.
        disk.fill(0);
        return tryTo(save);
      },
      () => 'a full disk takes everything',
      refusedMs,
    );
    // A second refusal in a row: the first one must not have moved anything.
    await tryTo(save);
    if (run % 2 === 1) {
      await desk.kill();
      started = await desk.tryStart();
    } else await sleep(random() * 2_000);
  } finally {
    refusals = [...codes];
    disk.free();
  }
  if (started !== 'open' && run % 2 === 1) {
    await desk.kill();
    await desk.start();
  }
  const rebuilt = await desk.workstation.wasRebuilt();
  await untilRecords(desk.workstation);
  // Records that were lost with the browser's database are still on their way.
  work.vorgaenge = await openVorgaenge(desk.workstation);
  await until(
    async () => !(await tryTo(save)),
    () => 'nothing can be saved though there is space again',
    goesOnMs,
  );
  const sent = await untilSent(desk.workstation);
  const isAsPromised =
    refusals.every((code) => code === 'disk-full') && ['kept running', 'open', 'disk-full'].includes(started);
  return {
    codes: refusals.join(' '),
    started,
    rebuilt,
    verdict: sent !== 'sent' ? `stopped: ${sent}` : isAsPromised ? 'detected' : 'wrong code',
  };
}

// Playwright puts words before it.
const codeOf = (error) =>
  /(?:Error: )([a-z]+(?:-[a-z]+)*)\s*$/m.exec(error.message.split('\n')[0])?.[1] ?? error.message;
