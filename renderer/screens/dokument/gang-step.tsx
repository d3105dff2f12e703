import type { GangSchritt, GangZeichnung } from '../../replica-api/gang-rows.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { signerWords } from './signer-words.ts';

const tones = { '001': undefined, '002': 'info', '003': 'ok', '004': undefined } as const;

interface GangStepProps {
  readonly schritt: GangSchritt;
  readonly onAsk: (what: 'sign' | 'recall' | 'delegate') => void;
}

/** One step: its place, whom it asks for what, where it stands, who signed when about which Version, and what can be done. */
export function GangStep({ schritt, onAsk }: GangStepProps) {
  const { t } = useTexts();
  const { nummer, status, verfuegung, an, text, zeichnung } = schritt;
  const isRefused = zeichnung?.entscheidung === 'abgelehnt' && status === '003';
  const tone = isRefused ? 'bad' : tones[status];
  return (
    <li aria-current={status === '002' ? 'step' : undefined}>
      <span className="row">
        <strong>
          {nummer}. {an}
        </strong>
        <Tag {...(tone && { tone })}>{t(isRefused ? 'gang.act.abgelehnt' : `gang.status.${status}`)}</Tag>
        {schritt.unsent && <Tag>{t('wort.unsent')}</Tag>}
      </span>
      <p>{[t(`gang.verfuegung.${verfuegung}`), text].filter(Boolean).join(': ')}</p>
      {schritt.delegiertVon && <small>{t('gang.delegated', { wer: schritt.delegiertVon })}</small>}
      {status === '004' && <small>{t('gang.reason', { grund: schritt.grund })}</small>}
      {zeichnung && <ActLine act={zeichnung} isSuperseded={false} />}
      {schritt.ueberholt.map((act) => (
        <ActLine key={act.id} act={act} isSuperseded />
      ))}
      {schritt.isMine && schritt.fuer && <small>{t('gang.standIn', { wer: schritt.fuer })}</small>}
      <div className="row">
        {schritt.isMine && (
          <Button look={schritt.fuer ? 'plain' : 'go'} onPress={() => onAsk('sign')}>
            {schritt.fuer
              ? t('gang.sign.standIn', { was: t(`gang.sign.${verfuegung}`) })
              : t(`gang.sign.${verfuegung}`)}
          </Button>
        )}
        {schritt.mayDelegate && (
          <Button
            look="quiet"
            aria-label={`${t('gang.delegate')} (${nummer}. ${an})`}
            onPress={() => onAsk('delegate')}
          >
            {t('gang.delegate')}
          </Button>
        )}
        {schritt.mayRecall && (
          <Button look="quiet" aria-label={`${t('gang.recall')} (${nummer}. ${an})`} onPress={() => onAsk('recall')}>
            {t('gang.recall')}
          </Button>
        )}
      </div>
    </li>
  );
}

function ActLine({ act, isSuperseded }: { readonly act: GangZeichnung; readonly isSuperseded: boolean }) {
  const texts = useTexts();
  const { t, dateTime, zone } = texts;
  const { zeit, fassung, entscheidung, kommentar, bruch, unsent } = act;
  const was = t(`gang.act.${entscheidung}`);
  return (
    <>
      <p className={isSuperseded ? 'muted' : undefined}>
        {isSuperseded ? t('gang.superseded', { was, n: fassung }) : `${was} ${t('gang.about', { n: fassung })}`}
        {kommentar && `: „${kommentar}“`}
      </p>
      <small title={zone(zeit)}>
        {t('gang.by', { wer: signerWords(act, texts), zeit: dateTime(zeit) })}
        {unsent && ` · ${t('wort.unsent')}`}
      </small>
      {bruch && <p className="note bad">{t(`gang.bruch.${bruch}`)}</p>}
    </>
  );
}
