import { type OpenPdf, openPdf } from '../../../renderer/pdf-client.ts';
import type { SignatureAlgorithm } from '../../../shared/pdf/pdf-types.ts';
import { noTrust } from '../../../shared/trust/open-trust-document.ts';

/** A page with nothing but the pdf worker; bytes come and go as base64. */
declare global {
  interface Window {
    prepare(file: string, certificates: readonly string[], algorithm: SignatureAlgorithm): Promise<string>;
    finish(signature: string): Promise<string>;
    judge(file: string, anchor: string): Promise<unknown>;
  }
}

let open: OpenPdf;
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

window.prepare = async (file, certificates, algorithm) => {
  open = await openPdf(bytesOf(file));
  const chain = certificates.map(bytesOf);
  const at = new Date().toISOString();
  const order = { certificates: chain, algorithm, at, reason: '', location: '', field: null, visible: null };
  return textOf((await open.prepareSignature(order)).toBeSigned);
};

window.finish = async (signature) => textOf(await open.finishSignature(bytesOf(signature)));

window.judge = async (file, anchor) => {
  const pdf = await openPdf(bytesOf(file));
  const { verdict } = await pdf.check({ ...noTrust, number: 0, anchors: [bytesOf(anchor)] }, new Date());
  return verdict;
};
