import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { placeWords } from '../../viewer/place-words.ts';
import type { Viewer } from '../../viewer/use-viewer.ts';
import type { Ghost } from '../../viewer/viewer-protocol.ts';

interface PlacingBarProps {
  readonly viewer: Viewer;
  readonly ghost: Ghost;
  /** What should be known before it is placed. */
  readonly note: string | null;
}

/** Says what to do while a place is looked for, reads the position out, and offers the same by button. */
export function PlacingBar({ viewer, ghost, note }: PlacingBarProps) {
  const { t, language } = useTexts();
  const { placing, finishPlacing } = viewer;
  const words = placing && placeWords(placing.place, ghost, placing.page, language);
  return (
    <section className="placing" aria-label={t(`dok.place.${ghost.kind}`)}>
      <div>
        <strong>{t(`dok.place.${ghost.kind}`)}</strong>
        <small>{t('dok.place.keys')}</small>
        {note && <p>{note}</p>}
        <p aria-live="polite">{words && t('dok.place.now', { ...words, area: t(words.area) })}</p>
      </div>
      <Button look="go" isDisabled={!placing} onPress={() => placing && finishPlacing(placing.place)}>
        {t('dok.place.go')}
      </Button>
      <Button onPress={() => finishPlacing(null)}>{t('cancel')}</Button>
    </section>
  );
}
