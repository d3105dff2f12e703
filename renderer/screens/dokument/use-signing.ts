import { useState } from 'react';
import { errorCode } from '../../../shared/errors.ts';
import { type ChosenKey, type SignStep, signDokument } from '../../actions/sign-dokument.ts';
import type { StampOrder } from '../../pdf-api.ts';
import type { VersionZeile } from '../../replica-api.ts';
import { showNotice } from '../../state/notice.ts';
import { usePlaces } from '../../state/places.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';
import type { Ghost } from '../../viewer/viewer-protocol.ts';

/** Name, date and reason fit in this size. */
const markSize = { widthPt: 200, heightPt: 56 };
const firstPlace = { x: 56, y: 56 };

interface SigningProps {
  readonly viewer: Viewer;
  readonly dokument: string;
  readonly titel: string;
  readonly version: VersionZeile | undefined;
  readonly onDone: (version: string) => void;
}

/** The walk of a signature: place (if it shall be visible), confirmation by main, key, new Version. */
export function useSigning({ viewer, dokument, titel, version, onDone }: SigningProps) {
  const { t } = useTexts();
  const [step, setStep] = useState<SignStep | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);

  const choosePlace = async () => {
    const shape: Ghost = {
      kind: 'signature',
      lines: [t('dok.place.ghost'), t('dok.place.ghostHint')],
      ...markSize,
    };
    setGhost(shape);
    const remembered = usePlaces.getState().places.signature ?? firstPlace;
    const at = { pageIndex: viewer.pageIndex, x: remembered.x, y: remembered.y };
    const place = await viewer.place(shape, at);
    setGhost(null);
    const { widthPt: width, heightPt: height } = markSize;
    return place && { pageIndex: place.pageIndex, rect: { x: place.x, y: place.y, width, height } };
  };

  const sign = async (key: ChosenKey, isVisible: boolean, stamp?: StampOrder) => {
    if (!version) return;
    setError(null);
    try {
      const visible = isVisible ? await choosePlace() : null;
      if (isVisible && !visible) return;
      const text = t(stamp ? 'stempel.certified' : 'dok.sign.text');
      const look = { reason: '', visible, ...(stamp ? { stamp } : {}) };
      const added = await signDokument({ dokument, titel, version, keyId: key.keyId, look, text, onStep: setStep });
      showNotice({ text: t('dok.sign.done', { n: version.nummer + 1 }) });
      onDone(added.version);
    } catch (reason) {
      // Closing the confirmation is an answer, not an error.
      if (errorCode(reason) !== 'cancelled') setError(reason);
    } finally {
      setStep(null);
    }
  };

  return { step, error, ghost, sign };
}
