import { useState } from 'react';
import { editAkte } from '../../actions/edit-akte.ts';
import type { AkteDetail } from '../../replica-api/abschluss-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigateFromWindow } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { useSavedInDialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { sichtAfter } from './sicht-after.ts';

const fields = ['titel', 'federfuehrung', 'vertraulichkeit', 'schutzbedarf'] as const;
type Field = (typeof fields)[number];
const protections = ['normal', 'hoch', 'sozialdaten', 'art9'] as const;

interface AkteFormProps {
  readonly detail: AkteDetail;
  /** Vertraulichkeitsstufen that may be entered, lowest first. */
  readonly stufen: readonly string[];
}

/** What an Akte says of itself; each field says whether it is unsent or in conflict. */
export function AkteForm({ detail, stufen }: AkteFormProps) {
  const texts = useTexts();
  const { t } = texts;
  const { akte } = detail;
  // As the person saw it first: what arrives meanwhile from a colleague is compared with this.
  const [seen] = useState(akte);
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const [grund, setGrund] = useState('');
  const task = useTask();
  const settle = useSavedInDialog();
  const saved = (feld: Field) => String(akte.felder[feld] ?? '');
  const shown = (feld: Field) => typed[feld] ?? saved(feld);
  const changed = fields.filter((feld) => typed[feld] !== undefined && typed[feld] !== saved(feld));
  const present = saved('vertraulichkeit');
  const offered = stufen.includes(present) ? stufen : [...stufen, present];
  const isLowered = changed.includes('vertraulichkeit') && isLower(offered, typed.vertraulichkeit ?? '', present);
  const isWrong = (isLowered && !grund.trim()) || typed.titel?.trim() === '';
  const before = { ...detail.sicht, federfuehrung: saved('federfuehrung'), vertraulichkeit: present };
  const after = { ...before, federfuehrung: shown('federfuehrung'), vertraulichkeit: shown('vertraulichkeit') };
  const isSightChanged = changed.includes('federfuehrung') || changed.includes('vertraulichkeit');
  const sicht = isSightChanged ? sichtAfter(detail.sicht.person, before, after) : null;
  const einheitName = detail.einheiten.find(({ id }) => id === shown('federfuehrung'))?.name ?? '';
  const save = () =>
    task.run(async () => {
      const set = {
        ...Object.fromEntries(changed.map((feld) => [feld, typed[feld] ?? ''])),
        ...(isLowered && { vertraulichkeitGrund: grund.trim() }),
      };
      const base = Object.fromEntries(Object.keys(set).map((feld) => [feld, seen.rev]));
      await editAkte({ id: akte.id, set, base });
      setTyped({});
      setGrund('');
      settle();
      const before = Object.fromEntries(changed.map((feld) => [feld, String(seen.felder[feld] ?? '')]));
      showNotice({
        text: ({ t }) => t('akte.angaben.saved'),
        isUnsent: true,
        // Lowering the Vertraulichkeit needs a reason (A31): nothing does that on the side.
        undo: changed.includes('vertraulichkeit') ? undefined : () => editAkte({ id: akte.id, set: before, base }),
      });
    });
  const shared = (feld: Field) => ({
    label: t(`feld.${feld}`),
    value: shown(feld),
    onChange: (value: string) => setTyped((before) => ({ ...before, [feld]: value })),
    disabled: akte.felder.status === 'zdA',
    marks: <Marks detail={detail} feld={feld} isTyped={changed.includes(feld)} />,
  });
  return (
    <form
      className="stack"
      aria-label={t('vorgang.form')}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0 && !isWrong) void save();
      }}
    >
      <TextField {...shared('titel')} error={typed.titel?.trim() === '' ? t('required') : undefined} />
      <SelectField
        {...shared('federfuehrung')}
        options={detail.einheiten.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        {...shared('vertraulichkeit')}
        options={offered.map((code) => ({ value: code, label: wordFor(texts, 'vertraulichkeit', code) }))}
      />
      {isLowered && <TextArea label={t('akte.grund')} hint={t('akte.grund.hint')} value={grund} onChange={setGrund} />}
      <SelectField
        {...shared('schutzbedarf')}
        options={protections.map((code) => ({ value: code, label: t(`schutzbedarf.${code}`) }))}
      />
      <ErrorNote error={task.error} />
      <div role="status">
        {sicht && (
          <p className={sicht === 'bleibt' ? 'note' : 'note warn'}>
            {t(`akte.sicht.${sicht}`, { einheit: einheitName })}
          </p>
        )}
      </div>
      {changed.length > 0 && (
        <div className="row">
          <Button look="go" type="submit" isDisabled={isWrong || task.isRunning}>
            {t('vorgang.save')}
          </Button>
          <Button look="quiet" onPress={() => setTyped({})}>
            {t('vorgang.discard')}
          </Button>
        </div>
      )}
    </form>
  );
}

interface MarksProps {
  readonly detail: AkteDetail;
  readonly feld: Field;
  readonly isTyped: boolean;
}

function Marks({ detail, feld, isTyped }: MarksProps) {
  const { t } = useTexts();
  const konflikt = detail.konflikte.find((karte) => karte.feld === feld);
  return (
    <>
      {isTyped && <Tag tone="info">{t('vorgang.unsaved')}</Tag>}
      {!isTyped && detail.unsentFelder.includes(feld) && <Tag>{t('vorgang.unsent')}</Tag>}
      {konflikt && (
        <button type="button" className="status-link" onClick={() => navigateFromWindow(`konflikt/${konflikt.id}`)}>
          {t('vorgang.konflikt')}: {t('vorgang.decide')}
        </button>
      )}
    </>
  );
}

function isLower(ascending: readonly string[], next: string, present: string): boolean {
  return ascending.indexOf(next) < ascending.indexOf(present);
}
