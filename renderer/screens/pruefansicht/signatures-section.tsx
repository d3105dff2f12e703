import type { SignatureVerdict, Verdict } from '../../../shared/pdf/pdf-types.ts';
import { reasonWords } from '../../../shared/texts/reason-words.ts';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { signerWords } from './signature-words.ts';

interface SignaturesSectionProps {
  readonly signatures: readonly SignatureVerdict[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

const tones = { valid: 'ok', indeterminate: 'warn', invalid: 'bad' } as const satisfies Record<Verdict, string>;

/** The signatures in the order of the file; one of them is looked at. */
export function SignaturesSection({ signatures, chosen, onChoose }: SignaturesSectionProps) {
  const texts = useTexts();
  const { t, language, dateTime } = texts;
  return (
    <Section title={t('vergleich.signatures', { n: signatures.length })}>
      <ul className="row-list differences" data-arrows="">
        {signatures.map((signature, index) => (
          <li key={signature.field}>
            <button
              type="button"
              className="row-button"
              aria-current={index === chosen ? 'true' : undefined}
              onClick={() => onChoose(index)}
            >
              <span className="difference">
                <span className="row">
                  <Tag tone={tones[signature.verdict]}>{t(`dok.check.${signature.verdict}`)}</Tag>
                  <strong>{signerWords(signature, texts)}</strong>
                </span>
                <small>
                  {signature.provenTime
                    ? t('dok.check.proven', { time: dateTime(signature.provenTime) })
                    : signature.claimedTime && t('dok.check.claimed', { time: dateTime(signature.claimedTime) })}
                </small>
                {signature.reason && <small>{reasonWords(language, signature.reason)}</small>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
