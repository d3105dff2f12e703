import { type StampDefinition, type StampLine, stampStyles } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { builtInPlaceholders } from '../../../shared/pdf/stamp/stamp-rules.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { Choice } from './kind-form.tsx';

interface LinesFormProps {
  readonly draft: StampDefinition;
  readonly onChange: (lines: readonly StampLine[]) => void;
}

/** What the stamp says, line by line. */
export function LinesForm({ draft, onChange }: LinesFormProps) {
  const { t } = useTexts();
  const { lines } = draft;
  const names = [...draft.fields.map(({ name }) => name), ...builtInPlaceholders(draft.nature)];
  const set = (at: number, part: Partial<StampLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <section className="stempel-part" aria-label={t('stempel.lines')}>
      <h2>{t('stempel.lines')}</h2>
      <p className="muted">{t('stempel.lines.hint', { names: names.map((name) => `{${name}}`).join(' ') })}</p>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={index} className="stempel-line">
          <TextField
            label={t('stempel.line', { n: index + 1 })}
            value={line.text}
            onChange={(text) => set(index, { text })}
          />
          <Choice
            label={t('stempel.style', { n: index + 1 })}
            value={line.style}
            values={stampStyles}
            word={(value) => t(`stempel.style.${value}`)}
            onChange={(style) => set(index, { style })}
          />
          <Button
            look="quiet"
            aria-label={t('stempel.line.remove', { n: index + 1 })}
            onPress={() => onChange(lines.filter((_, at) => at !== index))}
          >
            {t('stempel.remove')}
          </Button>
        </div>
      ))}
      <div className="row">
        <Button isDisabled={lines.length >= 20} onPress={() => onChange([...lines, { style: 'plain', text: '' }])}>
          {t('stempel.line.add')}
        </Button>
      </div>
    </section>
  );
}
