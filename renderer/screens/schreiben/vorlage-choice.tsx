import { useState } from 'react';
import type { Schreiben } from '../../../shared/schreiben/schreiben.ts';
import { offeredVorlagen } from '../../../shared/vorlagen/all-vorlagen.ts';
import { fillVorlage, type Schreibanlass } from '../../../shared/vorlagen/fill-vorlage.ts';
import type { Vorlage } from '../../../shared/vorlagen/vorlage.ts';
import { TextField } from '../../ui/field.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface VorlageChoiceProps {
  /** Id of the Vorgangstyp; null where the agency typed its own. */
  readonly vorgangstyp: string | null;
  readonly own: readonly Vorlage[];
  readonly anlass: Schreibanlass;
  readonly onChoose: (dokumenttyp: string, schreiben: Schreiben) => void;
}

/** What shall be written: the Vorlagen for this Vorgang, those made for it first. */
export function VorlageChoice({ vorgangstyp, own, anlass, onChoose }: VorlageChoiceProps) {
  const { t } = useTexts();
  const [words, setWords] = useState('');
  const fits = ({ titel, dokumenttyp, quelle }: Vorlage) =>
    `${titel} ${dokumenttyp} ${quelle}`.toLowerCase().includes(words.trim().toLowerCase());
  const found = offeredVorlagen(vorgangstyp, own).filter(fits);
  return (
    <div className="page vorlage-choice">
      <h2>{t('schreiben.choose')}</h2>
      <p className="hint">{t('schreiben.choose.hint')}</p>
      <TextField label={t('schreiben.choose.find')} type="search" value={words} onChange={setWords} />
      <ul className="row-list vorlage-list" data-arrows="" data-start="" aria-label={t('schreiben.choose')}>
        {found.map((vorlage) => (
          <li key={vorlage.id}>
            <button
              type="button"
              className="row-button"
              onClick={() => onChoose(vorlage.dokumenttyp, fillVorlage(vorlage, anlass))}
            >
              <span className="row">
                <span>{vorlage.titel}</span>
                {own.includes(vorlage) && <Tag tone="info">{t('schreiben.own')}</Tag>}
                {vorlage.sprache === 'en' && <Tag>{t('schreiben.english')}</Tag>}
                {vorlage.vorgangstypen.length > 0 && <Tag tone="info">{t('schreiben.forType')}</Tag>}
              </span>
              <small>
                {vorlage.quelle}
                {vorlage.pruefung === 'ausstehend' && ` · ${t('schreiben.unreviewed')}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p role="status">{t('schreiben.choose.none')}</p>}
    </div>
  );
}
