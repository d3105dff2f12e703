import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { canStartFrist } from './frist-draft.ts';

interface PostausgangChoiceProps {
  /** What left of the Vorgang. */
  readonly sent: readonly PostausgangZeile[];
  /** Id of the one that is chosen; '' = none. */
  readonly chosen: string;
  readonly onChoose: (id: string, sent: PostausgangZeile | undefined) => void;
}

/** What left of this Vorgang: one of them starts the Frist. Nothing while nothing left. */
export function PostausgangChoice({ sent, chosen, onChoose }: PostausgangChoiceProps) {
  const { t, date } = useTexts();
  const rows = sent.filter(canStartFrist);
  if (rows.length === 0) return null;
  return (
    <SelectField
      label={t('versand.take')}
      value={chosen}
      onChange={(id) =>
        onChoose(
          id,
          rows.find((row) => row.id === id),
        )
      }
      options={[
        { value: '', label: t('versand.take.none') },
        ...rows.map(({ id, abVermerk, weg, dokumentTitel }) => ({
          value: id,
          label: t('versand.take.line', { tag: date(abVermerk), weg: t(`frist.kanal.${weg}`), titel: dokumentTitel }),
        })),
      ]}
    />
  );
}
