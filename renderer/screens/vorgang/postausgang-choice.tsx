import { useState } from 'react';
import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { canStartFrist } from './frist-draft.ts';

interface PostausgangChoiceProps {
  readonly vorgang: string;
  readonly onChoose: (sent: PostausgangZeile) => void;
}

/** What left of this Vorgang: one of them starts the Frist. Nothing while nothing left. */
export function PostausgangChoice({ vorgang, onChoose }: PostausgangChoiceProps) {
  const { t, date } = useTexts();
  const rows = useQuery('postausgaenge', { vorgang })?.filter(canStartFrist) ?? [];
  const [chosen, setChosen] = useState('');
  if (rows.length === 0) return null;
  return (
    <SelectField
      label={t('versand.take')}
      value={chosen}
      onChange={(id) => {
        setChosen(id);
        const sent = rows.find((row) => row.id === id);
        if (sent) onChoose(sent);
      }}
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
