import { isPdfName, shownMember } from '../../../shared/asic/shown-member.ts';
import type { ContainerVerdict } from '../../../shared/asic/validate-container.ts';
import { isMailType } from '../../../shared/mail/mail.ts';
import { recordText } from '../../../shared/texts/translate.ts';
import { saveMember, takeOutMember } from '../../actions/take-member.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface EnvelopeSectionProps {
  readonly detail: DokumentDetail;
  readonly version: VersionZeile;
  readonly files: ContainerVerdict['files'];
  /** The document that the person chose to see, null = none yet. */
  readonly member: string | null;
  readonly onShow: (name: string) => void;
}

/** The documents in an envelope: which are signed, and what can be done with each. */
export function EnvelopeSection({ detail, version, files, member, onShow }: EnvelopeSectionProps) {
  const { t, size } = useTexts();
  const task = useTask();
  const isMail = isMailType(version.mimetyp);
  const shown = files.some(({ name }) => isPdfName(name)) ? shownMember(files, member) : null;
  const take = (name: string) =>
    task.run(async () => {
      const { titel } = detail.zeile;
      const vermerk = recordText('container.vermerk', { name });
      const herkunft = recordText('container.herkunft', { name, titel, n: version.nummer });
      const bare = (name.split('/').at(-1) ?? name).replace(/\.pdf$/i, '');
      const dokument = detail.dokument.id;
      await takeOutMember({ dokument, version, name, titel: bare.slice(0, 500), vermerk, herkunft });
      showNotice({ text: ({ t }) => t('container.taken', { name: bare }), isUnsent: true });
    });
  const save = (name: string) =>
    task.run(async () => {
      if (await saveMember(version, name)) showNotice({ text: ({ t }) => t('container.saved', { name }) });
    });
  return (
    <Section title={t(isMail ? 'mail.title' : 'container.title')}>
      <small>{t(isMail ? 'mail.kept' : 'container.kept')}</small>
      <ul className="members">
        {files.map(({ name, sizeBytes, isCovered }) => (
          <li key={name}>
            <p className="row">
              <strong>{name}</strong>
              {!isMail && (
                <Tag tone={isCovered ? 'ok' : 'warn'}>{t(isCovered ? 'container.signed' : 'container.unsigned')}</Tag>
              )}
              {name === shown && <Tag tone="info">{t('container.shown')}</Tag>}
              <small>{size(sizeBytes)}</small>
            </p>
            <div className="row">
              {isPdfName(name) && (
                <Button
                  look={name === shown ? 'go' : 'plain'}
                  isDisabled={task.isRunning}
                  aria-label={t('container.takeNamed', { name })}
                  onPress={() => void take(name)}
                >
                  {t('container.take')}
                </Button>
              )}
              {isPdfName(name) && name !== shown && (
                <Button aria-label={t('container.showNamed', { name })} onPress={() => onShow(name)}>
                  {t('container.show')}
                </Button>
              )}
              <Button
                isDisabled={task.isRunning}
                aria-label={t('container.saveNamed', { name })}
                onPress={() => void save(name)}
              >
                {t('container.save')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ErrorNote error={task.error} />
    </Section>
  );
}
