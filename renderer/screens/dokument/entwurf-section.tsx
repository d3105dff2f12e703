import { useState } from 'react';
import type { Bearbeitung } from '../../../shared/bearbeitung.ts';
import { isActive, type OfficeConcern } from '../../../shared/office/office-text.ts';
import { isOffice } from '../../../shared/office/office-types.ts';
import { editOutside } from '../../actions/edit-outside.ts';
import { makeReinschrift, type Reinschrift, takeReinschrift } from '../../actions/make-reinschrift.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { useOffice } from '../../state/office.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { EndEditingDialog } from './end-editing-dialog.tsx';

interface EntwurfSectionProps {
  readonly detail: DokumentDetail;
  /** The Version that is shown, and what a person has to know of it; null while it is not known. */
  readonly shown: VersionZeile;
  readonly concerns: readonly OfficeConcern[] | null;
  readonly isFrozen: boolean;
  /** Whether writing on is what most people want now. */
  readonly isNext: boolean;
  readonly onDone: () => void;
}

/** The draft of a Dokument: open it in a word processor, see what came back, make the Reinschrift. */
export function EntwurfSection({ detail, shown, concerns, isFrozen, isNext, onDone }: EntwurfSectionProps) {
  const { t } = useTexts();
  const office = useOffice((state) => state.office);
  const task = useTask();
  const making = useTask();
  const { versionen, zeile } = detail;
  const dokument = detail.dokument.id;
  // The youngest text file: after the Reinschrift the draft goes on where it was.
  const draft = versionen.findLast(({ mimetyp }) => isOffice(mimetyp));
  const leading = versionen.find((version) => version.leading);
  if (!draft || !leading) return null;
  const bearbeitungen = office?.bearbeitungen.filter((one) => one.dokument === dokument) ?? [];
  const open = bearbeitungen.find(({ beendet }) => !beendet);
  const isClosed = isFrozen || detail.vorgang?.status === 'zdA';
  const isHarmful = shown.id === draft.id && isActive(concerns ?? []);
  const work = { dokument, titel: zeile.titel, version: draft, leading: leading.id };
  const isBusy = task.isRunning || making.isRunning;
  const edit = () =>
    task.run(async () => {
      await editOutside(work);
      showNotice({ text: ({ t }) => t('entwurf.opened', { titel: zeile.titel }) });
    });
  const tell = (made: Reinschrift | null) => {
    if (!made) return;
    const { nummer, isBeside } = made;
    showNotice({
      text: ({ t }) => (isBeside ? t('entwurf.madeBeside') : t('entwurf.made', { n: nummer })),
      isUnsent: true,
    });
    onDone();
  };
  return (
    <Section title={t('entwurf.title')}>
      {isOffice(shown.mimetyp) && <Concerns concerns={concerns ?? []} />}
      {bearbeitungen.map((one) => (
        <OpenOutside key={one.id} bearbeitung={one} titel={zeile.titel} />
      ))}
      {office?.isAllowed === false && <small>{t('entwurf.notAllowed')}</small>}
      {isFrozen && <small>{t('entwurf.frozen')}</small>}
      {!isClosed && office?.isAllowed && !isHarmful && (
        <>
          <div className="row">
            <Button look={isNext ? 'go' : 'plain'} isDisabled={isBusy} onPress={() => void edit()}>
              {t(open ? 'entwurf.show' : 'entwurf.edit')}
            </Button>
            {office.hasConverter && (
              <Button
                isDisabled={isBusy}
                onPress={() => void making.run(async () => tell(await makeReinschrift(work)))}
              >
                {t('entwurf.make')}
              </Button>
            )}
          </div>
          {!open && <small>{t('entwurf.hint')}</small>}
          {!office.hasConverter && <small>{t('entwurf.noConverter')}</small>}
        </>
      )}
      {!isClosed && office && (
        <div className="row">
          <Button
            look="quiet"
            isDisabled={isBusy}
            onPress={() => void task.run(async () => tell(await takeReinschrift(work)))}
          >
            {t('entwurf.takePdf')}
          </Button>
        </div>
      )}
      <p role="status">{making.isRunning ? t('entwurf.making') : ''}</p>
      <ErrorNote error={task.error ?? making.error} />
    </Section>
  );
}

/** What a person has to know of the file that is shown. */
function Concerns({ concerns }: { readonly concerns: readonly OfficeConcern[] }) {
  const { t } = useTexts();
  return (
    <>
      <small>{t('entwurf.words')}</small>
      {concerns.length > 0 && (
        <div className="note warn">
          {concerns.map((one) => (
            <p key={one}>{t(`entwurf.concern.${one}`)}</p>
          ))}
          {isActive(concerns) && <p>{t('entwurf.active')}</p>}
        </div>
      )}
    </>
  );
}

/** A draft that is open outside, and what came back. */
function OpenOutside({ bearbeitung, titel }: { readonly bearbeitung: Bearbeitung; readonly titel: string }) {
  const { t, dateTime } = useTexts();
  const failure = useOffice((state) => state.failures[bearbeitung.id]);
  const [isEnding, setEnding] = useState(false);
  const { seit, zuletzt, staende, beendet } = bearbeitung;
  return (
    <div className="note">
      <div role="status">
        {!beendet && <p>{t('entwurf.open', { zeit: dateTime(seit) })}</p>}
        <p>{zuletzt === null ? t('entwurf.never') : t('entwurf.last', { zeit: dateTime(zuletzt) })}</p>
        {staende.length > 0 && !failure && <p>{t('entwurf.pending')}</p>}
      </div>
      <ErrorNote error={failure} />
      {!beendet && (
        <div className="row">
          <Button look="quiet" onPress={() => setEnding(true)}>
            {t('entwurf.end')}
          </Button>
        </div>
      )}
      {isEnding && <EndEditingDialog bearbeitung={bearbeitung} titel={titel} onClose={() => setEnding(false)} />}
    </div>
  );
}
