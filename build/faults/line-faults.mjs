import { setTimeout as sleep } from 'node:timers/promises';
import { openVorgaenge, startTyping, takeIn, untilSent } from './work.mjs';

const cutsPerRun = 4;
const waitForCutMs = 4_000;
/** Bytes after which a line breaks at the latest; the logarithm is drawn, so that short ones are as frequent as long ones. */
const latest = { up: 400_000, down: 60_000 };

/** The line breaks at byte k of one direction, several times, while a person types and a file is on its way. */
export async function lineRun({ desk, line, ledger, random }) {
  const { workstation } = desk;
  const work = { workstation, vorgaenge: await openVorgaenge(workstation), random, ledger, fault: 'line' };
  const typing = startTyping(work);
  const cuts = [];
  for (let i = 0; i < cutsPerRun; i++) {
    const direction = random() < 0.5 ? 'up' : 'down';
    const bytes = Math.max(1, Math.floor(latest[direction] ** random()));
    const cut = line.cutAfter(direction, bytes);
    if (i === 0) await takeIn(work, Math.floor(random() * 300_000));
    // Not awaited: the exchange may end only with the next one.
    workstation.tell('syncNow', {}).catch(() => {});
    if (await Promise.race([cut.then(() => true), sleep(waitForCutMs)])) cuts.push(`${direction} ${bytes}`);
  }
  line.disarm();
  const { saved } = await typing.stop();
  const sent = await untilSent(workstation);
  return { saved, cuts: cuts.join(', '), verdict: sent === 'sent' ? 'healed' : `stopped: ${sent}` };
}
