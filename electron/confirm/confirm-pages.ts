import { randomBytes } from 'node:crypto';
import { confirmPolicy } from '../content-security.ts';
import { confirmPage } from './confirm-page.ts';
import type { ConfirmRequest } from './confirm-request.ts';

/** Pages of confirmation windows that are open now, below `app://confirm/<random id>`. */
export interface ConfirmPages {
  /** The page's URL, and what ends it. */
  publish(request: ConfirmRequest): { url: string; withdraw: () => void };
  answer(pathname: string): Response | null;
}

/** No pages yet. */
export function makeConfirmPages(): ConfirmPages {
  const open = new Map<string, ConfirmRequest>();
  return {
    publish(request) {
      const id = `/${randomBytes(16).toString('hex')}`;
      open.set(id, request);
      return { url: `app://confirm${id}`, withdraw: () => open.delete(id) };
    },
    answer(pathname) {
      const request = open.get(pathname);
      if (!request) return null;
      const nonce = randomBytes(16).toString('base64url');
      return new Response(confirmPage(request, nonce), {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': confirmPolicy(nonce) },
      });
    },
  };
}
