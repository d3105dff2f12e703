import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { damageFile, planDamage } from './damage.mjs';
import { openVorgaenge, saveOne, takeIn, untilRecords, untilSent } from './work.mjs';

const unsentEdits = 3;
const throwAway = ['Cache', 'Code Cache', 'GPUCache', 'DawnGraphiteCache', 'DawnWebGPUCache'];

/**
 * One file of the profile is damaged while it holds unsent work. A cache heals; the journal and the vault heal or say what is
 * wrong. After a told loss the person puts back the copy from before, and everything arrives all the same.
 */
export async function damageRun({ desk, disk, proxy, ledger, check, run, random }) {
  const { wanted, way } = planDamage(run);
  const first = { saved: ledger.saved.length, files: ledger.files.length };
  const before = await leaveUnsentWork({ desk, proxy, ledger, random });
  const backup = path.join(disk?.mountPoint ?? path.dirname(desk.folder), 'before-damage');
  execFileSync('cp', ['-a', desk.folder, backup]);
  const { kind, damage } = damageFile({ folder: desk.folder, wanted, way, random });
  const missing = () => check.countMissing(ledger, first);
  try {
    const outcome = await startDamaged({ desk, proxy, missing, before });
    const verdict = judgeDamage(kind, outcome);
    if (outcome.missing === 0) return { kind: kind.name, damage, ...outcome, verdict };
    // A rejected operation is decided for good: the person sees it in the Ausgang, with its code.
    if (outcome.told === 'blob-lost') {
      ledger.files.splice(first.files);
      return { kind: kind.name, damage, ...outcome, verdict };
    }
    await putBack({ desk, backup, proxy });
    return { kind: kind.name, damage, ...outcome, verdict: (await missing()) > 0 ? 'lost' : verdict };
  } finally {
    proxy.cut(false);
    rmSync(backup, { recursive: true, force: true });
  }
}

async function leaveUnsentWork({ desk, proxy, ledger, random }) {
  await untilSent(desk.workstation);
  proxy.cut(true);
  const { workstation } = desk;
  const work = { workstation, vorgaenge: await openVorgaenge(workstation), random, ledger, fault: 'damage' };
  for (let i = 0; i < unsentEdits; i++) await saveOne(work);
  await takeIn(work, Math.floor(random() * 600_000));
  await workstation.call('draft.save', { route: '/', scrollTop: 0, fields: { 'vorgang:1:bemerkung': 'Entwurf' } });
  await workstation.call('signature.setLook', { reason: 'Mitzeichnung', location: '', lines: [], image: null });
  const records = await countRecords(workstation);
  await desk.kill();
  for (const name of throwAway) rmSync(path.join(desk.folder, name), { recursive: true, force: true });
  return { records };
}

/** What a person meets: `told` is the code or notice, `missing` how much of the unsent work did not arrive. */
async function startDamaged({ desk, proxy, missing, before }) {
  const outcome = await desk.tryStart();
  proxy.cut(false);
  if (outcome !== 'open') return { told: outcome, missing: await missing() };
  const { workstation } = desk;
  const rebuilt = await workstation.wasRebuilt();
  await untilRecords(workstation);
  const sent = await untilSent(workstation);
  const notice = await workstation.page.getByText('endeten unvollständig').count();
  const rejected = (await workstation.ask('ausgang', {})).find(({ state }) => state === 'rejected');
  if (rejected) await workstation.tell('discardRejected', { n: rejected.n });
  const told = rejected?.code ?? (sent === 'sent' ? (notice > 0 ? 'journal-cut' : 'nothing') : sent);
  const isWhole = rejected || (await countRecords(workstation)) >= before.records;
  return { told, rebuilt, missing: await missing(), ...(isWhole ? {} : { records: 'fewer' }) };
}

function judgeDamage(kind, { told, missing, records }) {
  if (records) return 'records missing';
  if (missing > 0 && told === 'nothing') return 'lost';
  if (told === 'nothing') return kind.mustTell ? 'not noticed' : 'healed';
  if (kind.isCache) return `cache not healed: ${told}`;
  return ['journal-cut', ...kind.codes].includes(told) ? 'detected' : `wrong code: ${told}`;
}

async function putBack({ desk, backup }) {
  await desk.kill();
  rmSync(desk.folder, { recursive: true });
  execFileSync('cp', ['-a', backup, desk.folder]);
  await desk.start();
  await untilRecords(desk.workstation);
  const sent = await untilSent(desk.workstation);
  if (sent !== 'sent') throw new Error(`the copy from before does not send: ${sent}`);
}

const countRecords = async (workstation) =>
  (await workstation.ask('vorgaenge', { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 1 }))
    .total;
