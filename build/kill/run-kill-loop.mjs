import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from './driven-app.mjs';
import { seededRandom } from './seeded-random.mjs';
import { makeSignedPdf } from './signed-pdf.mjs';

const profile = 'kill';
const holdMs = 15_000;
const sentTimeoutMs = 180_000;

/**
 * Edits, syncs and kills `kills` times, every other time between a push and its answer; in the middle once with the cable
 * out, an unsent signed PDF, and the browser's databases deleted. Answers what was saved and how each kill fell.
 */
export async function runKillLoop({ stage, proxy, entry, kills, seed, log }) {
  const random = seededRandom(seed);
  const outcome = {
    mark: `kill-${seed}-${randomBytes(4).toString('hex')}-`,
    made: 0,
    saved: [],
    rows: [],
    waiting: -1,
    pdf: null,
  };
  const start = (isFirstRun) => startApp({ stage, profile, entry, isFirstRun });
  let workstation = await start(true);
  await untilRecords(workstation);
  for (let i = 0; i < kills; i++) {
    if (i === Math.floor(kills / 2)) {
      outcome.pdf = await loseBrowserStorage({ workstation, proxy, folder: path.join(stage.profiles, profile) });
      workstation = await start(false);
      proxy.cut(false);
      await untilRecords(workstation);
    }
    const row = await editAndKill({ workstation, proxy, random, outcome, isBetween: i % 2 === 0 });
    outcome.rows.push(row);
    log(`kill ${i + 1}/${kills}: ${JSON.stringify(row)}`);
    workstation = await start(false);
  }
  outcome.waiting = await untilSent(workstation);
  await workstation.close();
  return outcome;
}

async function editAndKill({ workstation, proxy, random, outcome, isBetween }) {
  const vorgaenge = await openVorgaenge(workstation);
  const edits = { attempted: 0, saved: 0, isOver: false };
  const passed = isBetween ? proxy.holdNextPush(holdMs) : null;
  const editing = edit({ workstation, vorgaenge, random, outcome, edits });
  // Whoever fails first decides; the other's failure is only a consequence.
  editing.catch(() => {});
  if (passed) await Promise.race([passed, editing]);
  await sleep(isBetween ? random() * 60 : random() * 1_500);
  const isOpen = proxy.hasOpenPush();
  edits.isOver = true;
  await workstation.kill();
  proxy.letPass();
  await editing;
  return { attempted: edits.attempted, saved: edits.saved, 'between request and answer': isOpen };
}

// Types on until the app is gone; what resolved was said to be saved.
async function edit({ workstation, vorgaenge, random, outcome, edits }) {
  while (!edits.isOver) {
    const { id, base } = vorgaenge[Math.floor(random() * vorgaenge.length)];
    outcome.made += 1;
    const value = `${outcome.mark}${outcome.made}`;
    edits.attempted += 1;
    try {
      await workstation.tell('editVorgang', { id, set: { bemerkung: value }, base: { bemerkung: base } });
    } catch (error) {
      if (edits.isOver) return;
      throw error;
    }
    outcome.saved.push(value);
    edits.saved += 1;
    await sleep(random() * 80);
  }
}

async function openVorgaenge(workstation) {
  const page = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 60 };
  const { rows } = await workstation.ask('vorgaenge', page);
  const open = rows.filter(({ status }) => status === 'offen').slice(0, 5);
  return Promise.all(
    open.map(async ({ id }) => {
      const { vorgang } = await workstation.ask('vorgang', { id });
      return { id, base: vorgang.rev };
    }),
  );
}

/** With the cable out a PDF is taken in and signed, then the app is killed and the browser's databases are deleted. */
async function loseBrowserStorage({ workstation, proxy, folder }) {
  proxy.cut(true);
  const { original, signed } = makeSignedPdf();
  const eingangsdatum = new Date().toISOString();
  const { dokument, version } = await workstation.tell('importDokument', {
    name: 'Eingang.pdf',
    titel: 'Eingang',
    bytes: original.toString('base64'),
    vorgang: null,
    eingang: { eingangsdatum, eingangsquelle: 'Poststelle', eingangskanal: 'Brief', absender: 'Kill-Schleife' },
  });
  await workstation.tell('addVersion', {
    dokument,
    vorgaenger: version,
    bytes: signed.toString('base64'),
    entstehung: 'unterschrift',
    text: 'Unterschrieben',
  });
  await workstation.kill();
  const deleted = readdirSync(folder, { recursive: true })
    .filter((name) => ['IndexedDB', 'File System'].includes(path.basename(name)))
    .filter((name, _, all) => !all.includes(path.dirname(name)));
  for (const name of deleted) rmSync(path.join(folder, name), { recursive: true });
  return { sha: createHash('sha256').update(signed).digest('hex'), deleted };
}

async function untilRecords(workstation) {
  await until(async () => (await openVorgaenge(workstation)).length >= 3, 'no Vorgaenge arrived');
}

async function untilSent(workstation) {
  const waiting = async () => (await workstation.ask('syncStatus', {})).waitingOperations;
  await workstation.tell('syncNow', {});
  await until(async () => (await waiting()) === 0, 'not everything was sent');
  return waiting();
}

async function until(isTrue, otherwise) {
  for (const startedAt = Date.now(); Date.now() - startedAt < sentTimeoutMs; await sleep(300))
    if (await isTrue()) return;
  throw new Error(otherwise);
}
