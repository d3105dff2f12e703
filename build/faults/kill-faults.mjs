import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killPart } from './process-tree.mjs';
import { makeSignedPdf } from './signed-pdf.mjs';
import { openVorgaenge, startTyping, until, untilRecords, untilSent } from './work.mjs';

const holdMs = 15_000;
const backMs = 60_000;
/** Who is killed, run after run; `between` is the whole app between a push and its answer. */
const turns = ['between', 'renderer', 'server', 'app', 'between', 'utility', 'between', 'gpu', 'between', 'database'];

/** kill -9 while a person types and the app exchanges. After the last one, unsent work must survive the browser's storage. */
export async function killRun({ desk, server, proxy, ledger, run, random }) {
  const target = turns[run % turns.length];
  const vorgaenge = await openVorgaenge(desk.workstation);
  const passed = target === 'between' ? proxy.holdNextPush(holdMs) : null;
  const typing = startTyping({ workstation: desk.workstation, vorgaenge, random, ledger, fault: 'kill' });
  if (passed) await Promise.race([passed, typing.typing]);
  await sleep(passed ? random() * 60 : 100 + random() * 1_500);
  const isBetween = proxy.hasOpenPush();
  const outcome = await kill[target]({ desk, server, proxy, typing });
  return { target, ...(await typing.stop()), 'between request and answer': isBetween, ...outcome };
}

const kill = {
  between: killApp,
  app: killApp,
  async renderer({ desk, typing }) {
    typing.letGo();
    const { app, pid } = desk.workstation;
    const gone = new Promise((resolve) => desk.workstation.page.once('crash', resolve));
    if (!killPart(pid, 'renderer')) throw new Error('no renderer found');
    await gone;
    // The window comes back by itself, without a passphrase: main stayed open.
    await until(
      () => hasNavigation(app),
      () => 'the window did not come back',
      backMs,
    );
    await desk.kill();
    await desk.start();
    return { verdict: 'healed' };
  },
  utility: (parts) => killAndGoOn('utility', parts),
  gpu: (parts) => killAndGoOn('gpu', parts),
  async server({ server, proxy, typing }) {
    await server.killServer();
    return serverBack({ server, proxy, typing });
  },
  async database({ server, proxy, typing }) {
    await server.killServer();
    await server.killDatabase();
    return serverBack({ server, proxy, typing });
  },
};

async function killApp({ desk, proxy, typing }) {
  typing.letGo();
  await desk.kill();
  proxy.letPass();
  await desk.start();
  return { verdict: 'healed' };
}

/** Typing goes on through it, and the exchange finds its way again. */
async function killAndGoOn(part, { desk, typing }) {
  const isKilled = killPart(desk.workstation.pid, part);
  await sleep(500);
  await typing.stop();
  if ((await untilSent(desk.workstation)) !== 'sent') throw new Error(`no exchange after the end of ${part}`);
  return { verdict: isKilled ? 'healed' : 'not there' };
}

async function serverBack({ server, proxy, typing }) {
  await sleep(300);
  await typing.stop();
  proxy.retarget(await server.restart());
  return { verdict: 'healed' };
}

// A page that is being loaded may never answer.
const hasNavigation = (app) =>
  Promise.race([
    app
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("Boolean(document.querySelector('nav'))"),
      )
      .catch(() => false),
    sleep(2_000).then(() => false),
  ]);

/** With the cable out a PDF is taken in and signed, then the app is killed and the browser's databases are deleted. */
export async function loseBrowserStorage({ desk, proxy, ledger }) {
  proxy.cut(true);
  const { workstation, folder } = desk;
  const { original, signed } = makeSignedPdf();
  const { dokument, version } = await workstation.tell('importDokument', {
    name: 'Eingang.pdf',
    titel: 'Eingang',
    bytes: original.toString('base64'),
    vorgang: null,
    eingang: {
      eingangsdatum: new Date().toISOString(),
      eingangsquelle: 'Poststelle',
      eingangskanal: 'Brief',
      absender: 'Fehlerprobe',
    },
  });
  await workstation.tell('addVersion', {
    dokument,
    vorgaenger: version,
    bytes: signed.toString('base64'),
    entstehung: 'unterschrift',
    text: 'Unterschrieben',
  });
  for (const bytes of [original, signed]) ledger.acknowledgeFile('kill', bytes);
  await desk.kill();
  const deleted = readdirSync(folder, { recursive: true })
    .filter((name) => ['IndexedDB', 'File System'].includes(path.basename(name)))
    .filter((name, _, all) => !all.includes(path.dirname(name)));
  for (const name of deleted) rmSync(path.join(folder, name), { recursive: true });
  await desk.start();
  proxy.cut(false);
  await untilRecords(desk.workstation);
  return { sha: createHash('sha256').update(signed).digest('hex'), deleted };
}
