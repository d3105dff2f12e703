// One case of the benchmark `upgrade` in one process: `node upgrade-contenders.mjs CONFIG`. Prints the samples as JSON.
import { fork } from 'node:child_process';
import { constants, generateKeyPairSync, privateEncrypt, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const lanes = 4;
const config = JSON.parse(process.argv[2]);
const { ours } = await import(pathToFileURL(path.join(config.folder, 'raise.mjs')).href);
const authority = await startAuthority();
const agent = new http.Agent({ keepAlive: true });
const signed = await signFiles(config.files);

const contenders = {
  async ours() {
    const memory = new ours.EvidenceMemory();
    const makeDigest = await ours.createWasmDigests();
    const online = { ask: askHttp, tsaUrl: authority.tsaUrl, makeNonce: () => randomBytes(16) };
    const raised = [];
    await inLanes(signed, async (bytes, index) => {
      const order = { source: ours.bytesSource(bytes), level: 'B-LTA', trust: [], at: new Date() };
      const result = await ours.raisePdf(order, { makeDigest, online, memory });
      if (result.code !== null) throw new Error(`file ${index}: ${result.code}`);
      raised[index] = Buffer.concat([bytes, result.appended]);
    });
    return raised;
  },
  async tsa() {
    const question = ours.timestampRequest(new Uint8Array(32), randomBytes(16));
    await inLanes([...signed, ...signed], () => askHttp({ url: authority.tsaUrl, body: question }));
  },
};

const samples = { ours: [], tsa: [] };
for (let round = 0; round < config.repetitions; round++) {
  for (const who of round % 2 === 0 ? ['ours', 'tsa'] : ['tsa', 'ours']) {
    const started = performance.now();
    const cpuBefore = process.cpuUsage();
    const raised = await contenders[who]();
    samples[who].push((performance.now() - started) / config.files);
    const { user, system } = process.cpuUsage(cpuBefore);
    // On a busy machine the clock says how busy it is; this says what the work costs.
    console.error(
      `note: ${who} took ${((user + system) / 1_000 / config.files).toFixed(1)} ms of processor time per file`,
    );
    if (raised && round === 0) await checkSome(raised);
  }
}
agent.destroy();
authority.child.kill();
console.log(JSON.stringify(samples));
process.exit(0);

/** Every fiftieth file is what it should be. */
async function checkSome(raised) {
  const makeDigest = await ours.createWasmDigests();
  for (let index = 0; index < raised.length; index += 50) {
    const request = { source: ours.bytesSource(raised[index]), makeDigest, trust: [authority.root], at: new Date() };
    const { verdict, signatures } = ours.validatePdf(request);
    if (verdict !== 'valid' || signatures[0].level !== 'B-LTA') {
      throw new Error(`file ${index}: ${verdict} ${JSON.stringify(signatures[0])}`);
    }
    if (Buffer.compare(Buffer.from(raised[index].subarray(0, signed[index].length)), signed[index]) !== 0) {
      throw new Error(`file ${index}: the signed bytes changed`);
    }
  }
}

async function inLanes(items, work) {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) await work(items[index], index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function askHttp({ url, body }) {
  return new Promise((resolve, reject) => {
    const asked = http.request(url, { method: body ? 'POST' : 'GET', agent }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      if (answer.statusCode === 200) resolve(new Uint8Array(Buffer.concat(parts)));
      else reject(new Error(`status ${answer.statusCode}`));
    });
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

async function startAuthority() {
  const child = fork(path.join(config.folder, 'authority.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [hello] = await once(child, 'message');
  return { child, tsaUrl: hello.tsaUrl, root: new Uint8Array(Buffer.from(hello.root, 'base64')) };
}

/** Different files, signed at B-B with one RSA-3072 key. */
async function signFiles(count) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  authority.child.send(publicKey.export({ type: 'spki', format: 'pem' }));
  const [{ certificate }] = await once(authority.child, 'message');
  const chain = [new Uint8Array(Buffer.from(certificate, 'base64')), authority.root];
  const makeDigest = await ours.createWasmDigests();
  return Array.from({ length: count }, () => {
    const pdf = plainPdf(20_000);
    const request = { source: ours.bytesSource(pdf), makeDigest, chain, algorithm: 'rsa-pkcs1-sha256', at: new Date() };
    const slot = ours.prepareSignature(request);
    const digestInfo = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), slot.toBeSigned]);
    const value = privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo);
    return Buffer.concat([pdf.subarray(0, slot.baseSizeBytes), ours.finishSignature(slot, new Uint8Array(value))]);
  });
}

/** A valid one-page file whose image stream has random bytes. */
function plainPdf(sizeBytes) {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = [];
  let length = parts[0].length;
  const put = (...pieces) => {
    offsets.push(length);
    for (const piece of [Buffer.from(`${offsets.length} 0 obj\n`), ...pieces, Buffer.from('\nendobj\n')]) {
      parts.push(piece);
      length += piece.length;
    }
  };
  put(Buffer.from('<</Type/Catalog/Pages 2 0 R>>'));
  put(Buffer.from('<</Type/Pages/Count 1/Kids[3 0 R]>>'));
  put(Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>>>'));
  const head = `<</Type/XObject/Subtype/Image/Width 1/Height ${sizeBytes}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${sizeBytes}>>\nstream\n`;
  put(Buffer.from(head), randomBytes(sizeBytes), Buffer.from('\nendstream'));
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 5\n0000000000 65535 f \n${rows}${trailer}`)]);
}
