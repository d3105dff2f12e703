import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isLeaseOver } from '../../electron/lease.ts';
import { createVault } from '../../electron/vault/key-vault.ts';
import { makeWorkerPort, workerHandlers } from '../../electron/worker-port-handlers.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import { leaseSigningInput, type SignedLease } from '../../shared/lease.ts';
import { trustKeySchema } from '../../shared/trust/trust-list.ts';
import { workerAnswerSchema } from '../../shared/worker-port.ts';
import { sampleChange } from './sample-change.ts';
import { PASSPHRASE, sampleSecrets, vaultPlace } from './sample-vault.ts';
import { tempFolder } from './temp-folder.ts';

const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A lease as the server signs it. */
function signLease(
  parts: { until: string; epoch: string; device?: string; issued?: string },
  key: KeyObject = server.privateKey,
): SignedLease {
  const lease = JSON.stringify({ device: 'dev-1', issued: '2026-11-22T08:00:00Z', ...parts });
  const bytes = Buffer.from(leaseSigningInput(lease));
  return { lease, signature: sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url') };
}

async function openPort(edge: Parameters<typeof workerHandlers>[1] = {}) {
  const folder = await tempFolder();
  const secrets = sampleSecrets();
  const trustKey = trustKeySchema.parse(server.publicKey.export({ format: 'jwk' }));
  const known = { ...secrets, enrolment: { ...secrets.enrolment, trustKey } };
  const { vault } = await createVault(vaultPlace(folder), PASSPHRASE, known);
  const workplace = await openWorkplace(folder, vault, () => new Date());
  const answer = makeWorkerPort({
    handlers: workerHandlers(workplace, edge),
    now: () => performance.now(),
    onError: () => {},
  });
  let id = 0;
  const call = async (name: string, input: unknown) => {
    const said = workerAnswerSchema.parse(await answer({ id: ++id, call: name, input }));
    expect(said.id).toBe(id);
    return said.ok ? said.value : said.code;
  };
  return { answer, call, vault, folder, workplace };
}

test('the worker gets its key, journals a change and reads it back', async () => {
  const { call, vault } = await openPort();
  const expected = { person: 'p-1', einheit: 'e-1', device: 'dev-1', leaseUntil: null };
  expect(await call('keys.replica', {})).toMatchObject({ ...expected, key: new Uint8Array(vault.key('replica')) });
  expect(await call('journal.append', { changes: [sampleChange('a')] })).toMatchObject({ operations: [{ n: 1 }] });
  await call('journal.decide', { results: [{ n: 1, status: 'ok', rev: 3 }] });
  expect(await call('journal.load', {})).toMatchObject({
    operations: [{ result: { status: 'ok' } }],
    cutAtTail: false,
    isLogShortened: false,
  });
});

test('D2, D3: no key is released for printing where policy forbids it, and elsewhere only after the record', async () => {
  const request = {
    action: 'print',
    purpose: 'Fassung gedruckt',
    objects: [{ akte: null, dokument: 'd-1', sha: 'ab'.repeat(32) }],
  };
  const forbidden = await openPort({ print: { isAllowed: false, upTo: null } });
  expect(await forbidden.call('keys.release', request)).toBe('print-forbidden');
  expect(forbidden.workplace.zugriffe.records()).toEqual([]);
  const free = await openPort();
  expect(await free.call('keys.release', request)).toMatchObject({ keys: [expect.any(Uint8Array)] });
  expect(free.workplace.zugriffe.records()).toMatchObject([{ action: 'print' }]);
});

test('D3: above the Vertraulichkeit of policy main releases no key for printing, and none where the level is not known', async () => {
  const { call, workplace } = await openPort({ print: { isAllowed: true, upTo: '002' } });
  const request = { purpose: 'Fassung gedruckt', objects: [{ akte: 'a-1', dokument: 'd-1', sha: 'ab'.repeat(32) }] };
  const asked = (action: string, vertraulichkeit?: string) =>
    call('keys.release', { ...request, action, ...(vertraulichkeit && { vertraulichkeit }) });
  for (const level of ['005', '001', '004', undefined])
    expect(await asked('print', level)).toBe('print-too-confidential');
  expect(workplace.zugriffe.records()).toEqual([]);
  for (const level of ['003', '002']) expect(await asked('print', level)).toMatchObject({ keys: [expect.anything()] });
  expect(await asked('open')).toMatchObject({ keys: [expect.anything()] });
  expect(workplace.zugriffe.records()).toMatchObject([
    { action: 'print', vertraulichkeit: '003' },
    { action: 'print', vertraulichkeit: '002' },
    { action: 'open' },
  ]);
});

test('unsent bytes go in and out in pieces', async () => {
  const { call } = await openPort();
  const bytes = new Uint8Array(randomBytes(3_000_000));
  const sha = createHash('sha256').update(bytes).digest('hex');
  await call('blob.write', { sha, offset: 0, bytes: bytes.slice(0, 2_000_000), last: false });
  await call('blob.write', { sha, offset: 2_000_000, bytes: bytes.slice(2_000_000), last: true });
  expect(await call('blob.list', {})).toEqual({ blobs: [{ sha, sizeBytes: 3_000_000 }] });
  const read = (await call('blob.read', { sha, offset: 1_999_990, length: 20 })) as { bytes: Uint8Array };
  expect([...read.bytes]).toEqual([...bytes.slice(1_999_990, 2_000_010)]);
  await call('blob.drop', { sha });
  expect(await call('blob.read', { sha, offset: 0, length: 1 })).toBe('not-found');
});

test('S98: a lease that the server signed survives and is told to the worker', async () => {
  const { call } = await openPort();
  expect(await call('lease.renew', signLease({ until: '2026-12-06T00:00:00Z', epoch: 'e1' }))).toEqual({});
  expect(await call('keys.replica', {})).toMatchObject({ leaseUntil: '2026-12-06T00:00:00Z' });
});

test('S98: a lease that somebody else signed, changed or got for another device, or an older one, changes nothing', async () => {
  const { call } = await openPort();
  const good = signLease({ until: '2026-12-06T00:00:00Z', epoch: 'e1' });
  await call('lease.renew', good);
  const later = { until: '2027-12-06T00:00:00Z', epoch: 'e1' };
  const forged = signLease(later, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const changed = { ...good, lease: good.lease.replace('2026-12-06', '2027-12-06') };
  for (const wrong of [forged, changed, signLease({ ...later, device: 'dev-2' })])
    expect(await call('lease.renew', wrong)).toBe('server-answer-invalid');
  expect(await call('lease.renew', signLease({ ...later, issued: '2026-11-01T00:00:00Z' }))).toEqual({});
  expect(await call('lease.renew', later)).toBe('input-invalid');
  expect(await call('keys.replica', {})).toMatchObject({ leaseUntil: '2026-12-06T00:00:00Z' });
});

test('a lease renewed at every exchange rewrites the vault once a day', async () => {
  const { call, folder } = await openPort();
  const written = async () => (await readFile(path.join(folder, 'vault'))).toString();
  await call('lease.renew', signLease({ until: '2026-12-06T08:00:00Z', epoch: 'e1' }));
  const first = await written();
  await call('lease.renew', signLease({ until: '2026-12-06T09:00:00Z', epoch: 'e1' }));
  expect(await written()).toBe(first);
  await call('lease.renew', signLease({ until: '2026-12-06T09:00:00Z', epoch: 'e2' }));
  const second = await written();
  expect(second).not.toBe(first);
  await call('lease.renew', signLease({ until: '2026-12-07T09:00:00Z', epoch: 'e2' }));
  expect(await written()).not.toBe(second);
});

test('S99: a lease is over at its end, and for a clock from before it was given', () => {
  const lease = { epoch: 'e1', issued: '2026-11-22T08:00:00Z', until: '2026-12-06T08:00:00Z' };
  const at = (time: string) => isLeaseOver(lease, new Date(time));
  expect([at('2026-11-22T07:56:00Z'), at('2026-12-06T07:59:59Z')]).toEqual([false, false]);
  expect([at('2026-11-22T07:54:00Z'), at('2026-12-06T08:00:00Z')]).toEqual([true, true]);
  expect(isLeaseOver(null, new Date())).toBe(false);
});

test.each([
  ['unknown call', 'vault.key', {}],
  ['unknown key', 'keys.replica', { all: true }],
  ['no object list', 'keys.release', { action: 'open', purpose: '' }],
  ['empty append', 'journal.append', { changes: [] }],
])('the worker is not trusted either: %s', async (_name, name, input) => {
  expect(await (await openPort()).call(name, input)).toBe('input-invalid');
});

test('a message without shape gets an answer and no crash', async () => {
  const { answer } = await openPort();
  for (const message of [null, 'x', 7, {}, { id: '1', call: 'keys.replica', input: {} }])
    expect(await answer(message)).toEqual({ id: -1, ok: false, code: 'input-invalid' });
});
