import { useState } from 'react';
import { layAside, openPackage, takePackage } from '../../actions/hand-over.ts';
import { PickVorgangDialog } from '../../pick-vorgang-dialog.tsx';
import type { UebergabeInhalt, UebergabeZeile } from '../../replica-api/handover-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { textsIn, useTexts } from '../../ui/use-texts.ts';
import { AsideDialog } from './aside-dialog.tsx';
import { ChangeSection } from './change-section.tsx';
import { packageText } from './package-words.ts';

/** One package: whose work it is; opened, what it says beside the Akte as it is now; and what becomes of it. */
export function PackagePanel({ row }: { readonly row: UebergabeZeile }) {
  const texts = useTexts();
  const { t, size } = texts;
  const task = useTask();
  const [contents, setContents] = useState<readonly UebergabeInhalt[] | null>(null);
  const [asked, setAsked] = useState<'take' | 'aside' | null>(null);
  const open = () => task.run(async () => setContents(await openPackage(row.id)));
  const facts = [
    [t('uebergabe.from'), row.von],
    [t('feld.akte'), `${row.aktenzeichen} ${row.akteTitel}`],
    [t('uebergabe.when'), texts.dateTime(row.zeit)],
    [t('feld.groesse'), size(row.sizeBytes)],
  ] as const;
  return (
    <Panel label={t('uebergabe.contents')}>
      <Section title={t('uebergabe.title', { von: row.von })}>
        <p>{t(contents ? 'uebergabe.takeHint' : 'uebergabe.openHint')}</p>
        <ErrorNote error={task.error} />
        <div className="row">
          {contents ? (
            <Button look="go" onPress={() => setAsked('take')}>
              {t('uebergabe.take')}
            </Button>
          ) : (
            <Button look="go" isDisabled={task.isRunning} onPress={() => void open()}>
              {t('uebergabe.open')}
            </Button>
          )}
          <Button onPress={() => setAsked('aside')}>{t('uebergabe.aside')}</Button>
        </div>
      </Section>
      <Section>
        <Facts rows={facts} />
      </Section>
      {contents?.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the changes of a package keep their places
        <ChangeSection key={index} uebergabe={row.id} change={change} />
      ))}
      {asked === 'take' && contents && (
        <PickVorgangDialog
          title={t('uebergabe.take.title')}
          go={t('uebergabe.take.go')}
          akte={row.akte}
          onPick={async (vorgang) => {
            await takePackage(row.id, vorgang.id, packageText(row, contents, textsIn('de')));
            showNotice({
              text: ({ t }) => t('uebergabe.taken', { zeichen: vorgang.geschaeftszeichen }),
              isUnsent: true,
            });
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'aside' && (
        <AsideDialog
          von={row.von}
          onGo={async (grund) => {
            await layAside(row.id, grund);
            showNotice({ text: ({ t }) => t('uebergabe.laidAside'), isUnsent: true });
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Panel>
  );
}
