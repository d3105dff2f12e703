import { isPosteingang } from '../../../shared/akte.ts';
import type { ScopeName } from '../../replica-api/store-rows.ts';
import { navigate } from '../../state/route.ts';

/** Opens what is taken along; everything in hand has no page of its own. */
export function openScope({ art, id }: ScopeName): void {
  if (art !== 'vorrat') navigate(isPosteingang(id) ? 'posteingang' : `${art}/${id}`);
}
