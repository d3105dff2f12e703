import { useState } from 'react';
import { closeAkte } from '../../actions/close-akte.ts';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigateFromWindow } from '../../state/route.ts';
import { AufbewahrungFacts } from '../../ui/aufbewahrung-facts.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea } from '../../ui/field.tsx';
import { PruefpunktList } from '../../ui/pruefpunkt-list.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** Closing an Akte is a legal act: says what it means and what is still open. */
export function CloseAkteDialog({ zeile, onClose }: { readonly zeile: AkteZeile; readonly onClose: () => void }) {
  const { t } = useTexts();
  const abschluss = useQuery('abschluss', { art: 'akte', id: zeile.id });
  const [grund, setGrund] = useState('');
  const task = useTask();
  const zeichen = zeile.aktenzeichen;
  const has = (gewicht: string) => abschluss?.punkte.some((punkt) => punkt.gewicht === gewicht) ?? true;
  const isBlocked = has('hart') || (has('weich') && !grund.trim());
  const close = async () => {
    if (!(await task.run(() => closeAkte(zeile.id, grund.trim())))) return;
    showNotice({ text: ({ t }) => t('akte.schliessen.done', { zeichen }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('akte.schliessen.title', { zeichen })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={isBlocked || task.isRunning} onPress={() => void close()}>
            {t('akte.schliessen').replace(' …', '')}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('akte.schliessen.what')}</p>
      {abschluss && <PruefpunktList punkte={abschluss.punkte} onJump={(ort) => navigateFromWindow(ort, onClose)} />}
      {abschluss && has('weich') && <TextArea label={t('abschluss.grund')} value={grund} onChange={setGrund} />}
      {abschluss && <AufbewahrungFacts {...abschluss} {...abschluss.aufbewahrung} />}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
