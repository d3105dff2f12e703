import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli/run-command-line.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { hasOpenssl, type OnlineAuthority, startOnlineAuthority } from '../../fixtures/pki/online-authority.ts';

describe.skipIf(!hasOpenssl())('levels by openssl on 127.0.0.1 (skipped without openssl)', () => {
  let authority: OnlineAuthority;
  beforeAll(async () => {
    authority = await startOnlineAuthority();
  });
  afterAll(() => authority.close());

  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-levels-'));
    writeFileSync(at('in.pdf'), makePdf(plainBodies(2)));
    authority.asked.length = 0;
    authority.answers.clear();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(...argv: string[]): Promise<{ code: number; json: Record<string, unknown>; text: string }> {
    const lines: string[] = [];
    const code = await runCommandLine([...argv, '--json'], {
      env: { PASSWORD: 'test' },
      now: () => new Date(),
      out: (line) => lines.push(line),
      err: (line) => lines.push(JSON.stringify({ usage: line })),
      fontPath: '',
      startCardProcess: () => {
        throw new Error('no card in these tests');
      },
    });
    return { code, json: JSON.parse(lines[0] ?? '{}'), text: lines.join('\n') };
  }
  const sign = (level: string, key = 'signer', from = 'in.pdf', to = 'signed.pdf') => {
    const online = level === 'B-B' ? [] : ['--level', level, '--tsa', authority.tsaUrl];
    return run(
      'sign',
      at(from),
      at(to),
      '--p12',
      authority.file(`${key}.p12`),
      '--password-env',
      'PASSWORD',
      ...online,
    );
  };
  const upgrade = (level: string, from = 'signed.pdf', to = 'raised.pdf') =>
    run('upgrade', at(from), at(to), '--level', level, '--tsa', authority.tsaUrl);
  const validate = async (name: string, ...more: string[]) => {
    const { json, text } = await run('validate', at(name), '--trust', authority.file('root.crt'), ...more);
    expect(json.signatures, text).toBeDefined();
    return json.signatures as Record<string, unknown>[];
  };

  test.each(['B-T', 'B-LT', 'B-LTA'])('L4: sign --level %s reaches it in one go, with a proven time', async (level) => {
    const { code, text } = await sign(level);
    expect(code, text).toBe(0);
    const [signature] = await validate('signed.pdf');
    expect(signature).toMatchObject({ verdict: 'valid', level, provenTime: expect.any(String) });
    expect(signature!.revocation).toBe(level === 'B-T' ? 'unknown' : 'good');
  });

  test('L5: an offline signature is raised step by step; every byte before stays, every step is valid', async () => {
    await sign('B-B');
    const [before] = await validate('signed.pdf');
    expect(before).toMatchObject({ verdict: 'valid', level: 'B-B', provenTime: null, revocation: 'unknown' });
    let from = 'signed.pdf';
    for (const level of ['B-T', 'B-LT', 'B-LTA', 'B-LTA', 'B-LTA']) {
      const to = `${from.slice(0, -4)}-${level}.pdf`;
      const { code, text } = await upgrade(level, from, to);
      expect(code, text).toBe(0);
      const [old, raised] = [readFileSync(at(from)), readFileSync(at(to))];
      expect(raised.subarray(0, old.length).equals(old)).toBe(true);
      const signatures = await validate(to);
      expect(signatures[0]).toMatchObject({ verdict: 'valid', level, changesAfter: 'permitted' });
      for (const one of signatures) expect(one, `${to} ${one.field}`).toMatchObject({ verdict: 'valid' });
      from = to;
    }
  });

  test('L7: an issuer that the key file lacks is fetched from where the certificate says', async () => {
    await sign('B-LTA', 'alone');
    expect(authority.asked).toContain('/sub.der');
    expect((await validate('signed.pdf'))[0]).toMatchObject({ verdict: 'valid', level: 'B-LTA', revocation: 'good' });
  });

  test('L5: raising to a level that is reached adds nothing', async () => {
    await sign('B-LT');
    const { json } = await upgrade('B-LT');
    expect(json).toMatchObject({ added: [], appendedBytes: 0 });
    expect(readFileSync(at('raised.pdf')).equals(readFileSync(at('signed.pdf')))).toBe(true);
  });

  test('P28: a certificate that expired since is valid at its proven time, and not without one', async () => {
    await sign('B-B');
    await upgrade('B-LTA');
    const later = ['--at', '2030-01-01T00:00:00Z'];
    expect((await validate('signed.pdf', ...later))[0]).toMatchObject({
      verdict: 'indeterminate',
      reason: 'certificate-expired',
    });
    expect((await validate('raised.pdf', ...later))[0]).toMatchObject({ verdict: 'valid', revocation: 'good' });
  });

  test('L6: a time-stamp whose authority nobody trusts proves nothing', async () => {
    await sign('B-T');
    const { json } = await run('validate', at('signed.pdf'), '--trust', authority.file('sub.crt'));
    expect((json.signatures as unknown[])[0]).toMatchObject({ verdict: 'valid', level: 'B-T', provenTime: null });
  });

  test('L6: after its authority expired, a time-stamp proves something only when a later one covers it', async () => {
    authority.answers.set(
      '/tsa',
      async (question, response) => void response.end(await authority.stampTime(question, 'short')),
    );
    await sign('B-LTA');
    authority.answers.clear();
    await upgrade('B-LTA');
    const later = ['--at', '2030-01-01T00:00:00Z'];
    expect((await validate('signed.pdf', ...later))[0]).toMatchObject({
      verdict: 'indeterminate',
      reason: 'timestamp-untrusted',
      provenTime: null,
    });
    expect((await validate('raised.pdf', ...later))[0]).toMatchObject({
      verdict: 'valid',
      level: 'B-LTA',
      provenTime: expect.any(String),
    });
  });

  test('L5: a second signature may follow, and both are raised together', async () => {
    await sign('B-LTA');
    await sign('B-T', 'alone', 'signed.pdf', 'both.pdf');
    expect((await upgrade('B-LTA', 'both.pdf')).code).toBe(0);
    const signatures = await validate('raised.pdf');
    expect(signatures.map(({ level }) => level)).toEqual(['B-LTA', 'timestamp', 'B-LTA', 'timestamp']);
    for (const one of signatures) expect(one).toMatchObject({ verdict: 'valid' });
  });

  test('L7: a revoked signer is not raised, and the code says why', async () => {
    await sign('B-B', 'revoked');
    const { code, json } = await upgrade('B-LT');
    expect([code, json.code]).toEqual([1, 'certificate-revoked']);
  });

  test('L7: a signer of whom the responder knows nothing is not raised: revocation-unknown', async () => {
    await sign('B-B', 'unknown');
    expect((await upgrade('B-LT')).json.code).toBe('revocation-unknown');
  });

  test('L2: an issuer that is neither enclosed nor to be had ends with issuer-missing', async () => {
    authority.answers.set('/sub.der', (_, response) => void response.writeHead(404).end());
    await sign('B-B', 'alone');
    expect((await upgrade('B-LT')).json.code).toBe('issuer-missing');
  });

  test('L7: the CRL answers where the responder does not', async () => {
    authority.answers.set('/ocsp', (_, response) => void response.writeHead(500).end());
    await sign('B-LT');
    expect((await validate('signed.pdf'))[0]).toMatchObject({ level: 'B-LT', revocation: 'good' });
    expect(authority.asked).toContain('/sub.crl');
  });

  test.each([
    [
      'revocation-unreachable',
      (_: Buffer, response: import('node:http').ServerResponse) => void response.writeHead(503).end(),
    ],
    [
      'revocation-answer-invalid',
      (_: Buffer, response: import('node:http').ServerResponse) => void response.end('nonsense'),
    ],
    [
      'revocation-answer-invalid',
      (_: Buffer, response: import('node:http').ServerResponse) =>
        void response.end(readFileSync(authority.file('root.crl'))),
    ],
  ])('L7: a responder and a list that fail end with %s, nothing is written', async (expected, answer) => {
    await sign('B-B');
    authority.answers.set('/ocsp', answer);
    authority.answers.set('/sub.crl', answer);
    const { code, json } = await upgrade('B-LT');
    expect([code, json.code]).toEqual([1, expected]);
    expect(() => readFileSync(at('raised.pdf'))).toThrow();
  });

  test('L7: a certificate without any address ends with revocation-no-source', async () => {
    await sign('B-B', 'unlinked');
    expect((await upgrade('B-LT')).json.code).toBe('revocation-no-source');
    expect((await upgrade('B-T')).code).toBe(0);
  });

  test('L5: an unsigned file, and one that is broken, are refused', async () => {
    expect((await upgrade('B-T', 'in.pdf')).json.code).toBe('pdf-not-signed');
    await sign('B-B');
    const bytes = readFileSync(at('signed.pdf'));
    bytes[bytes.indexOf('MediaBox') + 12] = 0x39;
    writeFileSync(at('signed.pdf'), bytes);
    expect((await upgrade('B-T')).json.code).toBe('pdf-signature-broken');
  });

  test('L3: a time-stamp of something else, or an old one, is refused', async () => {
    const other = await import('../../../shared/pdf/level/timestamp-request.ts');
    const stampOther = (imprint: number, nonce: number) =>
      authority.stampTime(
        Buffer.from(other.timestampRequest(new Uint8Array(32).fill(imprint), new Uint8Array(16).fill(nonce))),
      );
    authority.answers.set('/tsa', async (_, response) => void response.end(await stampOther(1, 1)));
    expect((await sign('B-T')).json.code).toBe('tsa-answer-invalid');
    // The right imprint with another nonce: the question's nonce is changed on the way.
    authority.answers.set('/tsa', async (question, response) => {
      const changed = Buffer.from(question);
      changed[changed.length - 5]! ^= 1;
      response.end(await authority.stampTime(changed));
    });
    expect((await sign('B-T')).json.code).toBe('tsa-answer-invalid');
  });

  test('L3: a certificate that may do more than time-stamping is refused', async () => {
    authority.answers.set(
      '/tsa',
      async (question, response) => void response.end(await authority.stampUnfit(question)),
    );
    expect((await sign('B-T')).json.code).toBe('tsa-certificate-unfit');
  });

  test('L3: refusals, nonsense and too much end with a code', async () => {
    // PKIStatusInfo { status 2 rejection }
    authority.answers.set('/tsa', (_, response) => void response.end(Buffer.from('30053003020102', 'hex')));
    expect((await sign('B-T')).json.code).toBe('tsa-refused');
    authority.answers.set('/tsa', (_, response) => void response.end('<html>'));
    expect((await sign('B-T')).json.code).toBe('tsa-answer-invalid');
    authority.answers.set('/tsa', (_, response) => void response.end(Buffer.alloc(3 << 20)));
    expect((await sign('B-T')).json.code).toBe('tsa-unreachable');
    authority.answers.set('/tsa', (_, response) => void response.writeHead(404).end());
    expect((await sign('B-T')).json.code).toBe('tsa-unreachable');
  });

  test('P30: --level without --tsa, an unknown level, a level that needs nothing are usage errors', async () => {
    expect((await run('upgrade', at('in.pdf'), at('out.pdf'), '--level', 'B-T')).code).toBe(2);
    expect((await run('upgrade', at('in.pdf'), at('out.pdf'), '--level', 'B-X', '--tsa', 'http://x')).code).toBe(2);
    expect((await run('upgrade', at('in.pdf'), at('out.pdf'), '--level', 'B-B', '--tsa', 'http://x')).code).toBe(2);
    expect((await run('upgrade', at('in.pdf'), at('out.pdf'), '--level', 'B-T', '--tsa', 'file:///x')).code).toBe(2);
  });
});
