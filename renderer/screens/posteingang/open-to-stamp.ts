import { wishOf } from '../../state/opening-wish.ts';
import { navigate } from '../../state/route.ts';

/** Opens a Dokument, where its stamp is laid ready. */
export function openToStamp(dokument: string): void {
  wishOf(dokument, 'stamp');
  navigate(`dokument/${dokument}`);
}
