import { editVorgang } from '../../actions/edit-vorgang.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { CheckField } from '../../ui/check-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** What this Vorgangstyp asks for: steps to tick off, documents and whether they are here, deadlines, the form of the act. */
export function AblaufSection({ detail }: { readonly detail: VorgangDetail }) {
  const { t } = useTexts();
  const task = useTask();
  const { vorgang, dokumente, typ } = detail;
  if (!typ) return null;
  const done = Array.isArray(vorgang.felder.schritte) ? vorgang.felder.schritte : [];
  const isClosed = vorgang.felder.status === 'zdA';
  const tick = (id: string, isDone: boolean) =>
    task.run(() =>
      editVorgang(vorgang.id, {
        set: {},
        base: {},
        ...(isDone ? { add: { schritte: [id] } } : { remove: { schritte: [id] } }),
      }),
    );
  const present = new Set(dokumente.map(({ dokumenttyp }) => dokumenttyp));
  return (
    <Section title={t('ablauf.title')}>
      {typ.schritte.map(({ id, titel }) => (
        <CheckField
          key={id}
          label={titel}
          isChecked={done.includes(id)}
          isDisabled={isClosed || task.isRunning}
          onChange={(isDone) => void tick(id, isDone)}
        />
      ))}
      <h3>{t('ablauf.unterlagen')}</h3>
      <ul className="plain-list">
        {typ.unterlagen.map(({ dokumenttyp, titel, pflicht }) => (
          <li key={dokumenttyp}>
            <span>{titel}</span>
            {present.has(dokumenttyp) && <Tag tone="ok">{t('ablauf.da')}</Tag>}
            {!present.has(dokumenttyp) && (
              <Tag tone={pflicht ? 'warn' : 'info'}>{t(pflicht ? 'ablauf.fehlt' : 'ablauf.moeglich')}</Tag>
            )}
          </li>
        ))}
      </ul>
      <small>{t('ablauf.unterlagenHint')}</small>
      {typ.fristen.length > 0 && (
        <>
          <h3>{t('ablauf.fristen')}</h3>
          <ul className="plain-list">
            {typ.fristen.map(({ titel, dauer, ausloeser, quelle }) => (
              <li key={titel}>
                {t('ablauf.frist', { titel, dauer: durationWords(dauer, t), ab: t(`ablauf.ab.${ausloeser}`), quelle })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('ablauf.form')}</h3>
      <p>
        {t(`ablauf.form.${typ.abschluss.form}`, { was: typ.abschluss.dokumenttyp })} ({typ.abschluss.quelle})
      </p>
      <small>{t('ablauf.pruefung')}</small>
      <ErrorNote error={task.error} />
    </Section>
  );
}

/** An ISO 8601 duration of one unit in words. */
function durationWords(dauer: string, t: ReturnType<typeof useTexts>['t']): string {
  const n = Number.parseInt(dauer.slice(1), 10);
  if (dauer.endsWith('M')) return t('ablauf.dauer.M', { n });
  return dauer.endsWith('W') ? t('ablauf.dauer.W', { n }) : t('ablauf.dauer.D', { n });
}
