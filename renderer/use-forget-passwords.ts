import { useEffect } from 'react';
import { forgetPasswords } from './actions/unlock-pdf.ts';
import type { Route } from './state/route.ts';

/** Forgets the password of a file when its Dokument is closed: neither it nor the comparison of its states is shown any more. */
export function useForgetPasswords(route: Route): void {
  const dokument = openDokument(route);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another Dokument closes this one
  useEffect(() => forgetPasswords, [dokument]);
}

function openDokument({ name, id }: Route): string | null {
  if (name !== 'dokument' && name !== 'pruefansicht') return null;
  return id?.split('/')[0] ?? null;
}
