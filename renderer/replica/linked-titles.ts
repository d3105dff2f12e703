import type { Operation } from '../../shared/change.ts';
import { parseVerweis } from '../../shared/verweis.ts';
import { titleOf } from './record-title.ts';
import type { Replica } from './replica.ts';

/** What a link was made or taken away to, as far as the person sees it. */
export function linkedTitles(replica: Replica, { add, remove }: Operation): string {
  const ziele = [...(add?.verweise ?? []), ...(remove?.verweise ?? [])].flatMap((one) => parseVerweis(one) ?? []);
  return ziele
    .map(({ art, id }) => titleOf(replica, art, id).titel)
    .filter(Boolean)
    .join(', ');
}
