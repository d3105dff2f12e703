import type { Treffer } from '../../replica-api/search-rows.ts';
import { wishOf } from '../../state/opening-wish.ts';
import { navigate } from '../../state/route.ts';

/** Opens what was found, a Dokument at the page with the words. */
export function openTreffer({ art, id, pageIndex }: Treffer): void {
  if (art === 'dokument' && pageIndex !== null) wishOf(id, { page: pageIndex });
  navigate(`${art}/${id}`);
}
