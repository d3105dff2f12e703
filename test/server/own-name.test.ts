import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const akte = 'posteingang-jugendamt';
let server: RunningServer;
let brandt: TestDevice;
let yildiz: TestDevice;
beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
}, 180_000);
afterAll(() => server.stop());

test('S110: nobody adds a Version or a legal act in the name of somebody else', async () => {
  const dokument = 'dokument-posteingang-jugendamt-2';
  const bytes = Buffer.from('%PDF-1.4 in another name');
  const sha = await brandt.upload(bytes);
  const version = (id: string, erstelltVon: string) => ({
    intent: 'add-version' as const,
    ent: { art: 'version' as const, id },
    akte,
    set: {
      dokument,
      nummer: 2,
      vorgaenger: `${dokument}-1`,
      sha,
      groesse: bytes.byteLength,
      dateiname: 'a.pdf',
      mimetyp: 'application/pdf',
      entstehung: 'unterschrift',
      erstelltVon,
      erstellt: '2026-11-20T10:00:00+01:00',
    },
  });
  const act = (id: string, von: string) => ({
    intent: 'add-ereignis' as const,
    ent: { art: 'ereignis' as const, id },
    akte,
    set: {
      ereignistyp: 'unterschrift',
      bezugArt: 'dokument',
      bezug: dokument,
      versionSha: sha,
      text: '',
      von,
      zeit: '2026-11-20T10:00:00+01:00',
    },
  });
  const refused = { status: 'rejected', code: 'operation-invalid' };
  expect(await brandt.do(version('forged-version', yildiz.person))).toMatchObject(refused);
  expect((await brandt.do(version('own-version', brandt.person))).status).toBe('ok');
  expect(await brandt.do(act('forged-act', yildiz.person))).toMatchObject(refused);
  expect((await brandt.do(act('own-act', brandt.person))).status).toBe('ok');
});
