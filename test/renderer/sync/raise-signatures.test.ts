import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { afterFailure } from '../../../renderer/sync/note-not-raised.ts';
import type { RunningServer } from '../../../server/start-server.ts';
import { validatePdf } from '../../../shared/pdf/api.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { testDigest } from '../../fixtures/pdf/sign-with.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../../fixtures/pki/online-authority.ts';
import { runTool } from '../../interop/tool.ts';
import { Desk } from '../../workstation/desk.ts';
import { raisingOn } from '../../workstation/raiser.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

test('L12: what passes by itself is tried again later and later, what does not never', () => {
  const now = new Date('2026-11-22T08:00:00Z');
  const pauses = [0, 1, 2, 8, 30].map((tries) => {
    const { until } = afterFailure(tries, { version: 'v', code: 'tsa-unreachable', random: 0.5 }, now);
    return (Date.parse(until ?? '') - now.getTime()) / 60_000;
  });
  expect(pauses).toEqual([1, 2, 4, 256, 360]);
  for (const code of ['certificate-revoked', 'pdf-signature-broken', 'revocation-no-source', null] as const) {
    expect(afterFailure(0, { version: 'v', code, random: 0 }, now)).toMatchObject({ until: null, tries: 1 });
  }
});

/** What other people's programs say of a renewed file; what is not installed says so loudly. */
async function askStrangers(bytes: Uint8Array, folder: string, root: string): Promise<void> {
  const file = path.join(folder, 'renewed.pdf');
  writeFileSync(file, bytes);
  const trust = ['--trust', root, '--trust-replace', '--no-revocation-check'];
  const questions: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['qpdf', ['--check', file], /No syntax or stream encoding errors found/],
    ['pdfsig', ['-nocert', file], /Signature is Valid/],
    ['pyhanko', ['sign', 'validate', '--pretty-print', ...trust, file], /The signature is judged VALID/],
  ];
  for (const [tool, words, good] of questions) {
    const { code, text } = runTool(tool, [...words]);
    if (code === -1) console.warn(`SKIPPED LOUDLY: ${tool} is not installed, its judgement is missing`);
    else expect(text, tool).toMatch(good);
  }
}

describe.skipIf(!hasOpenssl())('the upgrade queue, with openssl as authority (skipped without openssl)', () => {
  let authority: OnlineAuthority;
  let server: RunningServer;
  let folder: string;
  let desk: Desk;
  const listedHosts = new Set<string>();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-raise-'));
    authority = await startOnlineAuthority();
    listedHosts.add(new URL(authority.url).host);
    const tsa = { url: authority.tsaUrl, user: '', password: '' };
    server = await startTestServer({ levels: { tsa, raiseTo: 'B-LTA', listedHosts } });
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await authority?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    authority.answers.clear();
    desk = await Desk.open(server.url, 'brandt', demoPassword);
    await desk.sync();
  });
  // The next test is another device of the same person: what is raised here must not be due there.
  afterEach(async () => {
    await desk.sync();
    await desk.close();
  });

  /** A file signed at B-B by one of the authority's certificates. */
  async function signed(by = 'signer'): Promise<Uint8Array> {
    const at = (name: string) => path.join(folder, name);
    writeFileSync(at('in.pdf'), makePdf(plainBodies(2)));
    const key = ['--p12', authority.file(`${by}.p12`), '--password-env', 'PASSWORD'];
    const lines: string[] = [];
    const code = await runCommandLine(['sign', at('in.pdf'), at('out.pdf'), ...key], {
      env: { PASSWORD: 'test' },
      now: () => new Date(),
      out: (line) => lines.push(line),
      err: (line) => lines.push(line),
      fontPath: '',
      startCardProcess: () => {
        throw new Error('no card here');
      },
    });
    expect(code, lines.join()).toBe(0);
    return new Uint8Array(readFileSync(at('out.pdf')));
  }

  /** What was signed is at the server, and the pull has brought it: only then it is raised. */
  const allSent = () => desk.syncUntil(() => desk.replica.overlaidKeys.length === 0);

  /** Takes a letter in and signs it, as a person without a connection does. */
  async function signHere(by?: string): Promise<{ dokument: string; version: string; bytes: Uint8Array }> {
    const bytes = await signed(by);
    const eingang = {
      eingangsdatum: '2026-11-20T09:00:00+01:00',
      eingangsquelle: 'person',
      eingangskanal: 'post',
      absender: 'Absender',
    };
    const { dokument, version: first } = await desk.commands.importDokument({
      name: 'brief.pdf',
      titel: 'Brief',
      bytes: makePdf(plainBodies(2)),
      vorgang: null,
      eingang,
    });
    const { version } = await desk.commands.addVersion({
      dokument,
      vorgaenger: first,
      bytes: bytes.slice(),
      entstehung: 'unterschrift',
      text: 'Unterschrift',
    });
    return { dokument, version, bytes };
  }

  const rowOf = async (dokument: string, version: string, at = desk) =>
    (await at.queries.dokument({ id: dokument }))?.versionen.find(({ id }) => id === version);
  const read = async (version: string, format?: 'best', at = desk) => {
    const access = { version, action: 'open', purpose: 'test', ...(format ? { format } : {}) } as const;
    return (await at.commands.readVersion(access)).bytes;
  };
  const formats = (at = desk, of: string | null = null) => {
    const table = at.replica.tables.primaerdokument;
    const rows = Array.from({ length: table.rowCount }, (_, row) => row);
    return rows.filter((row) => table.isLive(row) && (of === null || table.code('version', row) === of)).length;
  };
  const judge = (bytes: Uint8Array) =>
    validatePdf({
      source: bytesSource(bytes),
      makeDigest: testDigest,
      trust: [new Uint8Array(readFileSync(authority.file('root.der')))],
      at: new Date(),
    });

  test('P160: before a short-lived time-stamp ceases to carry, the next one is added by itself', async () => {
    const brief = authority.stampTime;
    authority.answers.set('/tsa', async (question, response) => void response.end(await brief(question, 'brief')));
    const { dokument, version } = await signHere();
    await allSent();
    await raisingOn(desk).run();
    const first = (await rowOf(dokument, version))?.format;
    const remainingHours = (Date.parse(first?.traegtBis ?? '') - Date.now()) / 3_600_000;
    expect(remainingHours).toBeGreaterThan(29);
    expect(remainingHours).toBeLessThan(31);
    const before = await read(version, 'best');

    // Nothing is due yet; twenty hours later it is, and this time the authority has a certificate for long.
    const count = formats();
    await raisingOn(desk).run();
    expect(formats()).toBe(count);
    authority.answers.clear();
    desk.now = () => new Date(Date.now() + 20 * 3_600_000);
    expect(await rowOf(dokument, version)).toMatchObject({ anhebung: { code: null } });
    await raisingOn(desk).run();
    const renewed = await rowOf(dokument, version);
    expect(renewed).toMatchObject({
      format: { stufe: 'B-LTA', traegtBis: '2035-12-31T23:59:59.000Z' },
      anhebung: null,
    });
    const after = await read(version, 'best');
    expect(Buffer.from(after.subarray(0, before.length)).equals(before)).toBe(true);

    // Two days later the first authority's certificate has ended: only the renewed file is still proven.
    const later = { makeDigest: testDigest, at: new Date(Date.now() + 48 * 3_600_000) };
    const trust = [new Uint8Array(readFileSync(authority.file('root.der')))];
    const judgeLater = (bytes: Uint8Array) => validatePdf({ source: bytesSource(bytes), trust, ...later }).signatures;
    expect(judgeLater(after)).toMatchObject([
      { verdict: 'valid', level: 'B-LTA', provenTime: expect.any(String) },
      { verdict: 'valid', level: 'timestamp' },
      { verdict: 'valid', level: 'timestamp' },
      { verdict: 'valid', level: 'timestamp', carriesUntil: '2035-12-31T23:59:59.000Z' },
    ]);
    expect(judgeLater(before)[0]).toMatchObject({ provenTime: null });
    await askStrangers(after, folder, authority.file('root.crt'));
    desk.now = () => new Date();
  });

  test('L10: what was signed offline is raised after the sync; the Version and its bytes stay', async () => {
    desk.offline = true;
    const { dokument, version, bytes } = await signHere();
    await raisingOn(desk).run();
    expect(await rowOf(dokument, version)).toMatchObject({ format: null, anhebung: { code: 'tsa-unreachable' } });
    await desk.replica.patchState({ notRaised: [] });

    desk.offline = false;
    await desk.sync();
    await raisingOn(desk).run();
    await desk.sync();
    expect(await rowOf(dokument, version)).toMatchObject({ format: { stufe: 'B-LTA' }, anhebung: null });
    const raised = await read(version, 'best');
    expect(Buffer.from(raised.subarray(0, bytes.length)).equals(bytes)).toBe(true);
    expect(Buffer.from(await read(version)).equals(bytes)).toBe(true);
    const [mine] = judge(raised).signatures;
    expect(mine).toMatchObject({ verdict: 'valid', level: 'B-LTA', revocation: 'good' });
    expect([typeof mine?.claimedTime, typeof mine?.provenTime]).toEqual(['string', 'string']);

    // A colleague gets the raised file, and has nothing to raise herself.
    const other = await Desk.open(server.url, 'yildiz', demoPassword);
    try {
      await other.syncUntil(() => formats(other) > 0);
      expect(await rowOf(dokument, version, other)).toMatchObject({ format: { stufe: 'B-LTA' }, anhebung: null });
      const there = await read(version, 'best', other);
      // What she looked at lies on her device, also where its bytes are those of the higher level alone.
      const isHere = async () => (await other.queries.dokument({ id: dokument }))?.zeile.here;
      await other.replica.blobs.remove([createHash('sha256').update(bytes).digest('hex')]);
      expect(await isHere()).toBe(true);
      expect(await rowOf(dokument, version, other)).toMatchObject({ here: true });
      await other.replica.blobs.remove([createHash('sha256').update(there).digest('hex')]);
      expect(await isHere()).toBe(false);
      await read(version, 'best', other);
      expect(await isHere()).toBe(true);
      expect(createHash('sha256').update(there).digest('hex')).toBe((await rowOf(dokument, version))?.format?.sha);
      authority.asked.length = 0;
      await raisingOn(other).run();
      expect(authority.asked).toEqual([]);
    } finally {
      await other.close();
    }
    await raisingOn(desk).run();
    expect(authority.asked).toEqual([]);
  });

  test('L11: without a time-stamping service it waits, across a restart, and goes on by itself', async () => {
    const { dokument, version } = await signHere();
    authority.answers.set('/tsa', (_, response) => void response.writeHead(503).end());
    await desk.sync();
    await raisingOn(desk).run();
    const before = await rowOf(dokument, version);
    expect(before?.anhebung).toMatchObject({ code: 'tsa-unreachable', until: expect.any(String) });
    await desk.start();
    expect((await rowOf(dokument, version))?.anhebung).toEqual(before?.anhebung);

    authority.answers.clear();
    authority.asked.length = 0;
    await raisingOn(desk).run();
    expect(authority.asked).toEqual([]);
    const { notRaised } = desk.replica.state;
    await desk.replica.patchState({ notRaised: notRaised.map((one) => ({ ...one, until: '2026-01-01T00:00:00Z' })) });
    await raisingOn(desk).run();
    expect(await rowOf(dokument, version)).toMatchObject({ format: { stufe: 'B-LTA' }, anhebung: null });
  });

  test('L13: without evidence the time is proven at least, and the rest follows', async () => {
    const { dokument, version, bytes } = await signHere();
    await allSent();
    listedHosts.clear();
    await raisingOn(desk).run();
    expect(await rowOf(dokument, version)).toMatchObject({
      format: { stufe: 'B-T' },
      anhebung: { code: expect.stringMatching(/^(issuer-missing|revocation-unreachable)$/), until: expect.any(String) },
    });
    listedHosts.add(new URL(authority.url).host);
    await desk.replica.patchState({ notRaised: [] });
    authority.asked.length = 0;
    await raisingOn(desk).run();
    expect(authority.asked.filter((place) => place === '/tsa')).toHaveLength(1);
    await desk.sync();
    expect(await rowOf(dokument, version)).toMatchObject({ format: { stufe: 'B-LTA' }, anhebung: null });
    const raised = await read(version, 'best');
    expect(Buffer.from(raised.subarray(0, bytes.length)).equals(bytes)).toBe(true);
    expect(judge(raised).verdict).toBe('valid');
  });

  test('L12: a revoked certificate is said once and for all, and not asked for again', async () => {
    const { dokument, version } = await signHere('revoked');
    await allSent();
    await raisingOn(desk).run();
    expect((await rowOf(dokument, version))?.anhebung).toEqual({ code: 'certificate-revoked', until: null });
    expect(await desk.queries.uebersicht({})).toMatchObject({ anzuheben: 0, nichtAnhebbar: 1 });
    await desk.start();
    authority.asked.length = 0;
    await raisingOn(desk).run();
    expect(authority.asked).toEqual([]);
    expect((await rowOf(dokument, version))?.anhebung).toEqual({ code: 'certificate-revoked', until: null });
  });

  test.each(['blob.write', 'journal.append', 'keys.release'] as const)(
    'L14: killed at %s, nothing half is left, and the next start raises it once',
    async (moment) => {
      const { dokument, version, bytes } = await signHere();
      await allSent();
      const formatsHere = () => formats(desk, version);
      const before = formatsHere();
      let isDead = false;
      desk.beforeCall = (call, input) => {
        // Reading for the raising is no write yet.
        const isRead = call === 'keys.release' && (input as { purpose: string }).purpose === 'raise-signature';
        if (call === moment && !isRead) isDead = true;
        if (isDead) throw new Error('killed');
      };
      await raisingOn(desk)
        .run()
        .catch(() => undefined);
      expect(isDead, JSON.stringify(desk.replica.state.notRaised)).toBe(true);
      desk.beforeCall = () => undefined;
      await desk.start();
      expect(Buffer.from(await read(version)).equals(bytes)).toBe(true);
      const others = () => desk.replica.state.notRaised.filter((one) => one.version !== version);
      await desk.replica.patchState({ notRaised: others() });
      await raisingOn(desk).run();
      expect(desk.replica.state.notRaised).toEqual(others());
      await desk.sync();
      expect(formatsHere()).toBe(before + 1);
      const row = await rowOf(dokument, version);
      expect(row).toMatchObject({ format: { stufe: 'B-LTA' }, anhebung: null });
      const raised = await read(version, 'best');
      expect(createHash('sha256').update(raised).digest('hex')).toBe(row?.format?.sha);
      expect(judge(raised).verdict).toBe('valid');
    },
  );

  test('L10: what a colleague signs further, and stamps on it, is raised too; acts stay bound to the Version', async () => {
    const { dokument, version, bytes } = await signHere();
    await allSent();
    await raisingOn(desk).run();
    const { version: stamped } = await desk.commands.addVersion({
      dokument,
      vorgaenger: version,
      bytes: Buffer.concat([bytes]),
      entstehung: 'stempel',
      text: 'geprüft',
    });
    await raisingOn(desk).run();
    await desk.sync();
    expect(await rowOf(dokument, stamped)).toMatchObject({ format: { stufe: 'B-LTA' } });
    expect((await desk.queries.dokument({ id: dokument }))?.versionen).toHaveLength(3);
    expect(await desk.queries.uebersicht({})).toMatchObject({ abgelehnt: 0 });
  });
});
