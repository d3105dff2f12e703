import { type OpenPdf, openPdf } from '../../../renderer/pdf-client.ts';
import type { SignatureAlgorithm } from '../../../shared/pdf/pdf-types.ts';
import { noTrust } from '../../../shared/trust/open-trust-document.ts';
import { lendBytes } from './lend-bytes.ts';

/** A page with nothing but the pdf worker; bytes come and go as base64. */
declare global {
  interface Window {
    prepare(file: string, certificates: readonly string[], algorithm: SignatureAlgorithm): Promise<string>;
    finish(signature: string): Promise<string>;
    judge(file: string, anchor: string): Promise<unknown>;
  }
}

let open: OpenPdf;
let original = new Uint8Array();
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

window.prepare = async (file, certificates, algorithm) => {
  original = bytesOf(file);
  open = await openPdf(lendBytes(original).lent);
  const chain = certificates.map(bytesOf);
  const at = new Date().toISOString();
  const order = { certificates: chain, algorithm, at, reason: '', location: '', field: null, visible: null };
  return textOf((await open.prepareSignature(order)).toBeSigned);
};

window.finish = async (signature) => {
  const { appended } = await open.finishSignature(bytesOf(signature));
  const whole = new Uint8Array(original.length + appended.length);
  whole.set(original);
  whole.set(appended, original.length);
  return textOf(whole);
};

window.judge = async (file, anchor) => {
  const pdf = await openPdf(lendBytes(bytesOf(file)).lent);
  const { verdict } = await pdf.check({ ...noTrust, number: 0, anchors: [bytesOf(anchor)] }, new Date());
  return verdict;
};
