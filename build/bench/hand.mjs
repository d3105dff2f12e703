import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { awaitJsonLine } from '../child-groups.mjs';
import { startApp } from '../faults/driven-app.mjs';
import { inRoot } from '../repository.mjs';
import { ownedFolder } from '../stage.mjs';
import { describeCase } from './statistics.mjs';

const password = 'bench-musterstadt';
const entry = { name: 'brandt', kennwort: password, passphrase: 'Regenschirm-Kaffee-Dienstag-4711' };
const KEYS = 120;
/** Pressed before, so that the engine has seen the code. */
const WARM_KEYS = 20;
/** Between two keys of somebody who types or walks through a list. */
const KEY_EVERY_MS = 60;
const SCROLL_MS = 4_000;
const FRAME_MS = 1000 / 60;

/** How the product feels under the hand: from a key to the next picture, and pictures missing while a list scrolls. */
export const hand = {
  counts: [100_000],
  needs: ['electron', 'preload', 'server', 'renderer'],
  isOutside: true,
  notes: [
    'the built app with `count` Vorgaenge on its device, server stopped; keys are pressed by the driver, real input events',
    'input to picture: Event Timing of the browser, from the key to the end of the next paint, rounded by it to 8 ms; entries below 16 ms are not told and count as 16',
    'scrolling: by the wheel through the Arbeitsvorrat; a picture is missing where two frames are more than 1.5 frames apart',
    'painted by software on a machine without a screen card: a desktop is not slower',
  ],
  async run({ counts, repetitions, stage, groups }) {
    const cases = [];
    for (const count of counts) {
      const workstation = await fill({ stage, groups, count });
      const samples = {};
      for (let repetition = 0; repetition < repetitions; repetition++)
        for (const [name, value] of Object.entries(await measure(workstation.page)))
          samples[name] = [...(samples[name] ?? []), value];
      await workstation.close();
      for (const [name, values] of Object.entries(samples)) {
        const unit = name.startsWith('dropped') ? '%' : 'ms';
        cases.push(describeCase(`${name} ${count}`, unit, { ours: values }, { biggerIsBetter: false }));
      }
    }
    return cases;
  },
};

/** The app on a device with `count` Vorgaenge; the server is gone. */
async function fill({ stage, groups, count }) {
  const data = path.join(ownedFolder(stage.folder, `server-${count}`), 'data');
  mkdirSync(data);
  const server = groups.start(process.execPath, [
    inRoot('dist/server/serve.js'),
    ...['--port', '0', '--data', data, '--seed', 'large', '--vorgaenge', String(count), '--demo-password', password],
  ]);
  const { listening } = await awaitJsonLine(server, 'listening');
  const workstation = await startApp({
    stage,
    profile: 'bench-hand',
    entry: { ...entry, server: listening },
    isFirstRun: true,
  });
  const asked = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 1 };
  while ((await workstation.ask('vorgaenge', asked)).total < count) await sleep(500);
  server.kill('SIGTERM');
  // The words of so many Vorgaenge are read in the background; the hand is measured when that is over.
  for (let stand = { done: 0, total: 1 }; stand.done < stand.total; await sleep(1_000))
    stand = await workstation.ask('suchstand', {});
  return workstation;
}

async function measure(page) {
  await page.evaluate(watchInput);
  await page.keyboard.press('Alt+0');
  await page.locator('.grid-row').first().waitFor();
  await page.locator('.grid').focus();
  for (let i = 0; i < WARM_KEYS; i++) await page.keyboard.press('ArrowDown');
  const list = await timeKeys(page, () => 'ArrowDown');

  await page.keyboard.press('Alt+2');
  await page.locator('.grid-row').first().waitFor();
  await page.locator('.grid').focus();
  for (let i = 0; i < WARM_KEYS; i++) await page.keyboard.press('ArrowDown');
  const akten = await timeKeys(page, () => 'ArrowDown');
  await page.keyboard.press('Alt+0');
  await page.locator('.grid-row').first().waitFor();

  await page.locator('.tools input[type="search"]').focus();
  const filter = await timeKeys(page, typed);
  await page.locator('.tools input[type="search"]').fill('');

  await page.keyboard.press('Control+f');
  await page.locator('.search-words input').focus();
  const search = await timeKeys(page, typed);
  await page.locator('.search-words input').fill('');

  await page.keyboard.press('Alt+0');
  await page.locator('.grid-row').first().waitFor();
  const dropped = await scroll(page);

  await page.locator('[data-region="panel"] .btn.go').click();
  await page.getByLabel('Bemerkung').focus();
  const form = await timeKeys(page, typed);
  await page.getByLabel('Bemerkung').fill('');
  await page.keyboard.press('Alt+0');
  return {
    'p95 of arrow keys in the Arbeitsvorrat': list,
    'p95 of arrow keys in the Akten': akten,
    'p95 of typing into the list filter': filter,
    'p95 of typing into the search': search,
    'p95 of typing into the form': form,
    'dropped while scrolling': dropped,
  };
}

const words = 'mueller antrag schmidt rueckgriff ';
/** What somebody types, with a correction now and then. */
const typed = (i) => (i % 9 === 8 ? 'Backspace' : words[i % words.length] === ' ' ? 'Space' : words[i % words.length]);

/** 95th percentile of the milliseconds from a key to the next picture. */
async function timeKeys(page, keyAt) {
  await page.evaluate(() => globalThis.handInput.clear());
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press(keyAt(i));
    await sleep(KEY_EVERY_MS);
  }
  await sleep(500);
  const told = await page.evaluate(() => [...globalThis.handInput.values()]);
  // What was painted at once is not told by the browser.
  const times = [...told, ...Array.from({ length: Math.max(0, KEYS - told.length) }, () => 16)];
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

/** Share of the pictures that are missing, in per cent. */
async function scroll(page) {
  const { x, y, width, height } = await page.locator('.grid').boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  const frames = page.evaluate(watchFrames, SCROLL_MS);
  for (const endsAt = Date.now() + SCROLL_MS; Date.now() < endsAt; await sleep(30)) await page.mouse.wheel(0, 120);
  const gaps = await frames;
  const missing = gaps.reduce((sum, gap) => sum + (gap > FRAME_MS * 1.5 ? Math.round(gap / FRAME_MS) - 1 : 0), 0);
  return (100 * missing) / (gaps.length + missing);
}

// Runs in the page: the longest time of each key, by the moment it was pressed.
function watchInput() {
  if (globalThis.handInput) return;
  globalThis.handInput = new Map();
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries())
      if (name === 'keydown') globalThis.handInput.set(startTime, duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}

// Runs in the page: milliseconds between frames.
function watchFrames(forMs) {
  return new Promise((resolve) => {
    const gaps = [];
    let last = performance.now();
    const endsAt = last + forMs;
    const onFrame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now < endsAt) requestAnimationFrame(onFrame);
      else resolve(gaps);
    };
    requestAnimationFrame(onFrame);
  });
}
