import { useState } from 'react';
import type { StampKindId } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import { prepareStamp } from '../../actions/stamp-dokument.ts';
import type { VersionZeile } from '../../replica-api.ts';
import { showNotice } from '../../state/notice.ts';
import { usePlaces } from '../../state/places.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { Ghost } from '../../viewer/viewer-protocol.ts';
import type { StampValues } from './stamp-fields.ts';
import type { Viewer } from './use-viewer.ts';

export type StampPhase = 'idle' | 'asking' | 'preparing' | 'placing' | 'saving';

interface StampingProps {
  readonly viewer: Viewer;
  readonly dokument: string;
  readonly version: VersionZeile | undefined;
  readonly onDone: (version: string) => void;
}

/** The walk of a stamp: form, layout by the engine, place in the viewer, new Version. */
export function useStamping({ viewer, dokument, version, onDone }: StampingProps) {
  const { t } = useTexts();
  const [phase, setPhase] = useState<StampPhase>('idle');
  const [error, setError] = useState<unknown>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);

  const start = async (kind: StampKindId, fields: StampValues) => {
    if (!version) return;
    setError(null);
    setPhase('preparing');
    try {
      const stamp = await prepareStamp({ dokument, version, kind, fields, pageIndex: viewer.pageIndex });
      const { rect, text, pageIndex } = stamp.layout;
      const size = { widthPt: rect.width, heightPt: rect.height };
      const shape: Ghost = { kind: 'stamp', lines: text.split(', '), ...size };
      setGhost(shape);
      setPhase('placing');
      const remembered = usePlaces.getState().places[kind];
      const place = await viewer.place(shape, { pageIndex, x: remembered?.x ?? rect.x, y: remembered?.y ?? rect.y });
      setGhost(null);
      if (!place) {
        stamp.cancel();
        setPhase('idle');
        return;
      }
      setPhase('saving');
      const added = await stamp.finish(place);
      setPhase('idle');
      showNotice({ text: t('dok.stamp.done', { n: version.nummer + 1 }) });
      onDone(added.version);
    } catch (reason) {
      setGhost(null);
      setError(reason);
      setPhase('asking');
    }
  };

  return {
    phase,
    error,
    ghost,
    ask: () => {
      setError(null);
      setPhase('asking');
    },
    stop: () => setPhase('idle'),
    start: (kind: StampKindId, fields: StampValues) => void start(kind, fields),
  };
}
