import { useEffect, useState } from 'react';
import { closeVorgang } from '../../actions/close-vorgang.ts';
import { fileVerfuegungsblatt, findGaenge } from '../../actions/verfuegungsblatt.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import type { Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { clearDrafts, useDraft, useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigateFromWindow } from '../../state/route.ts';
import { AufbewahrungFacts } from '../../ui/aufbewahrung-facts.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea } from '../../ui/field.tsx';
import { PruefpunktList } from '../../ui/pruefpunkt-list.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { collectChange } from './vorgang-fields.ts';

/** Closing is a legal act: says what it means and what is still open, and asks for the reason where something is missing. */
export function CloseDialog({ detail, onClose }: { readonly detail: VorgangDetail; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { vorgang } = detail;
  const titel = String(vorgang.felder.titel ?? '');
  const drafts = useDrafts((state) => state.fields);
  const unsaved = collectChange(vorgang.id, drafts, vorgang.rev).names.length;
  const abschluss = useQuery('abschluss', { art: 'vorgang', id: vorgang.id });
  const grundKey = `vorgang:${vorgang.id}:zda-grund`;
  const grund = useDraft(grundKey, '');
  const has = (gewicht: string) => abschluss?.punkte.some((punkt) => punkt.gewicht === gewicht) ?? true;
  const gaenge = useGaenge(detail);
  const isBlocked = unsaved > 0 || has('hart') || (has('weich') && !grund.value.trim()) || !gaenge;
  const task = useTask();
  const [withSheets, setWithSheets] = useState(true);
  const [filed, setFiled] = useState<readonly string[]>([]);
  const fileSheets = async () => {
    for (const gang of (gaenge ?? []).filter(({ dokument }) => !filed.includes(dokument))) {
      await fileVerfuegungsblatt({ gang, geschaeftszeichen: String(vorgang.felder.geschaeftszeichen ?? '') });
      // Whoever tries again after a refusal gets no second sheet.
      setFiled((before) => [...before, gang.dokument]);
    }
  };
  const close = async () => {
    const act = async () => {
      if (withSheets) await fileSheets();
      await closeVorgang(vorgang.id, has('weich') ? grund.value.trim() : '');
    };
    if (!(await task.run(act))) return;
    clearDrafts([grundKey]);
    showNotice({ text: ({ t }) => t('vorgang.zda.done', { titel }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('vorgang.zda.title', { titel })}
      onClose={onClose}
      onDiscard={() => clearDrafts([grundKey])}
      actions={
        <>
          <Button look="go" isDisabled={isBlocked || task.isRunning} onPress={() => void close()}>
            {t('vorgang.zda.go')}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p className="muted">{String(vorgang.felder.geschaeftszeichen ?? '')}</p>
      <p>{t('vorgang.zda.what')}</p>
      {unsaved > 0 && <p className="note warn">{t('vorgang.zda.open', { n: unsaved })}</p>}
      {abschluss && <PruefpunktList punkte={abschluss.punkte} onJump={(ort) => navigateFromWindow(ort, onClose)} />}
      {abschluss && has('weich') && <TextArea label={t('abschluss.grund')} value={grund.value} onChange={grund.set} />}
      {gaenge && gaenge.length > 0 && (
        <CheckField
          label={t('blatt.atClosing', { n: gaenge.length })}
          isChecked={withSheets}
          onChange={setWithSheets}
        />
      )}
      {abschluss && <AufbewahrungFacts {...abschluss} {...abschluss.aufbewahrung} />}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

/** The Geschaeftsgaenge of a Vorgang; undefined until all were looked at. */
function useGaenge({ dokumente }: VorgangDetail): readonly Geschaeftsgang[] | undefined {
  const [gaenge, setGaenge] = useState<readonly Geschaeftsgang[]>();
  const ids = dokumente.map(({ id }) => id).join(' ');
  useEffect(() => {
    let isCurrent = true;
    findGaenge(ids.split(' ').filter(Boolean)).then(
      (found) => isCurrent && setGaenge(found),
      () => isCurrent && setGaenge([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [ids]);
  return gaenge;
}
