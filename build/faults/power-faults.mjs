import { setTimeout as sleep } from 'node:timers/promises';
import { openVorgaenge, startTyping, takeIn, untilRecords, untilSent } from './work.mjs';

/** The power fails while a person types, every other time while a file is being taken in, mostly with the cable out. */
export async function powerRun({ desk, disk, proxy, ledger, run, random }) {
  await untilSent(desk.workstation);
  const isOffline = run % 3 !== 2;
  proxy.cut(isOffline);
  const { workstation } = desk;
  const work = { workstation, vorgaenge: await openVorgaenge(workstation), random, ledger, fault: 'power' };
  const typing = startTyping(work);
  const takingIn = run % 2 === 0 ? takeInUntilDark(work, random) : null;
  await sleep(200 + random() * 1_500);
  disk.cutPower();
  typing.letGo();
  await desk.kill();
  const { saved } = await typing.stop();
  const files = await takingIn;
  await disk.repair();
  await desk.start();
  const rebuilt = await desk.workstation.wasRebuilt();
  proxy.cut(false);
  await untilRecords(desk.workstation);
  const sent = await untilSent(desk.workstation);
  return {
    cable: isOffline ? 'out' : 'in',
    saved,
    files: files ?? 0,
    rebuilt,
    verdict: sent === 'sent' ? 'healed' : `stopped: ${sent}`,
  };
}

/** One file after the other until the app is gone; answers how many were said to be saved. */
async function takeInUntilDark(work, random) {
  for (let files = 0; ; files++) {
    try {
      await takeIn(work, Math.floor(random() * 1_500_000));
    } catch {
      return files;
    }
  }
}
