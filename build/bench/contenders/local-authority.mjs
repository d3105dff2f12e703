// The authority of the benchmark `upgrade`, bundled and run as a process of its own: tells its parent where it answers, then
// certifies the public keys (PEM) that the parent sends.
import { createPublicKey } from 'node:crypto';
import { serveDemoPki } from '../../../server/demo/pki/serve-demo-pki.ts';

const { pki, tsaUrl } = await serveDemoPki(() => new Date());
process.on('message', (pem) => {
  const certificate = pki.issue('Messung', createPublicKey(pem));
  process.send({ certificate: Buffer.from(certificate).toString('base64') });
});
process.on('disconnect', () => process.exit());
process.send({ tsaUrl, root: Buffer.from(pki.root).toString('base64') });
