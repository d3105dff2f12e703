import { useState } from 'react';
import { drawsOnPages, type StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import type { StampValues } from '../../../shared/pdf/stamp/stamp-values.ts';
import { saveMarkedCopy } from '../../actions/save-marked-copy.ts';
import { prepareStamp, stampOrder } from '../../actions/stamp-dokument.ts';
import type { StampOrder } from '../../pdf-api.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { rememberedStamp } from '../../state/remembered-stamps.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { stampGhost } from '../../viewer/stamp-ghost.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';
import type { Ghost } from '../../viewer/viewer-protocol.ts';

export type StampPhase = 'idle' | 'asking' | 'preparing' | 'placing' | 'saving';

interface StampingProps {
  readonly viewer: Viewer;
  readonly dokument: string;
  readonly version: VersionZeile | undefined;
  /** A file name for copies with marks on their pages. */
  readonly copyName: string;
  /** Signs the document with this stamp under the signature. */
  readonly onCertify: (stamp: StampOrder) => Promise<void>;
  readonly onDone: (version: string) => void;
}

/** The walk of a stamp: form, layout by the engine, place in the viewer, new Version. */
export function useStamping({ viewer, dokument, version, copyName, onCertify, onDone }: StampingProps) {
  const { t } = useTexts();
  const [phase, setPhase] = useState<StampPhase>('idle');
  const [error, setError] = useState<unknown>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const [note, setNote] = useState<string | null>(null);

  const place = async (of: VersionZeile, kind: StampKind, values: StampValues) => {
    const isCertified = kind.nature === 'beglaubigung-elektronisch';
    // Only its place is looked for here; it is set together with the signature.
    const shown = isCertified ? { ...kind, nature: 'beglaubigung' as const } : kind;
    const stamp = await prepareStamp({ dokument, version: of, kind: shown, values, pageIndex: viewer.pageIndex });
    const { rect, pageIndex, accessibility } = stamp.layout;
    const shape = stampGhost(stamp.layout);
    setGhost(shape);
    setNote(accessibility === 'lost' ? t('stempel.noLongerUa') : null);
    setPhase('placing');
    const last = rememberedStamp(kind.id)?.place;
    const chosen = await viewer.place(shape, { pageIndex, x: last?.x ?? rect.x, y: last?.y ?? rect.y });
    setGhost(null);
    if (!chosen) {
      stamp.cancel();
      setPhase('idle');
      return;
    }
    if (isCertified) {
      stamp.cancel();
      setPhase('idle');
      await onCertify({ ...stampOrder(kind, values), place: chosen });
      return;
    }
    setPhase('saving');
    const added = await stamp.finish(chosen);
    setPhase('idle');
    showNotice({ text: ({ t }) => t('dok.stamp.done', { n: of.nummer + 1 }) });
    onDone(added.version);
  };

  const copy = async (of: VersionZeile, kind: StampKind, values: StampValues) => {
    const isSaved = await saveMarkedCopy(of, { kind, values }, copyName);
    setPhase('idle');
    if (isSaved) showNotice({ text: ({ t }) => t('dok.copy.done', { n: of.nummer }) });
  };

  const start = async (kind: StampKind, values: StampValues) => {
    if (!version) return;
    setError(null);
    setPhase('preparing');
    try {
      await (drawsOnPages(kind.nature) ? copy : place)(version, kind, values);
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
    note,
    ask: () => {
      setError(null);
      setPhase('asking');
    },
    stop: () => setPhase('idle'),
    start: (kind: StampKind, values: StampValues) => void start(kind, values),
  };
}
