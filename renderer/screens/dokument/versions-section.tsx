import { useState } from 'react';
import { chooseVersion } from '../../actions/choose-version.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { schreibenKey } from '../../state/schreiben-key.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { competingVersions } from './competing-versions.ts';
import { LevelLine } from './level-line.tsx';
import { originKey } from './version-words.ts';

interface VersionsSectionProps {
  readonly detail: DokumentDetail;
  readonly shown: string;
  readonly onShow: (version: string) => void;
}

/** All Versionen, youngest first; when several compete, a person says which one counts. */
export function VersionsSection({ detail, shown, onShow }: VersionsSectionProps) {
  const { t } = useTexts();
  const [error, setError] = useState<unknown>(null);
  const competing = detail.zeile.konkurrierend > 1 ? competingVersions(detail.versionen) : [];
  const choose = async ({ id, nummer }: VersionZeile) => {
    setError(null);
    try {
      await chooseVersion(detail.dokument.id, id);
      onShow(id);
      showNotice({ text: ({ t }) => t('dok.fassungen.chosen', { n: nummer }) });
    } catch (reason) {
      setError(reason);
    }
  };
  const youngestFirst = [...detail.versionen].sort((a, b) => b.nummer - a.nummer || (a.erstellt < b.erstellt ? 1 : -1));
  return (
    <Section title={t('dok.fassungen')}>
      {competing.length > 1 && (
        <div className="note warn">
          <strong>{t('wort.competing', { n: competing.length })}</strong>
          <p>{t('dok.fassungen.why')}</p>
        </div>
      )}
      <ul className="row-list versions" data-arrows="">
        {youngestFirst.map((version) => (
          <li key={version.id}>
            <VersionRow version={version} isShown={version.id === shown} onShow={() => onShow(version.id)} />
            {competing.includes(version) && !version.leading && (
              <Button onPress={() => void choose(version)}>{t('dok.fassungen.choose', { n: version.nummer })}</Button>
            )}
          </li>
        ))}
      </ul>
      <ErrorNote error={error} />
      <WriteOn detail={detail} />
    </Section>
  );
}

/** Leads to the editor where the leading Version, stamps aside, was written here; a text that was begun stays reachable. */
function WriteOn({ detail }: { readonly detail: DokumentDetail }) {
  const { t } = useTexts();
  const { vorgang, versionen, dokument } = detail;
  const isBegun = useDrafts(({ fields }) => schreibenKey(vorgang?.id ?? '', dokument.id) in fields);
  if (!vorgang || (!isBegun && (vorgang.status === 'zdA' || !wasWritten(versionen)))) return null;
  return (
    <div className="row">
      <Button onPress={() => navigate(`schreiben/${vorgang.id}/${dokument.id}`)}>
        {t(isBegun ? 'schreiben.resume' : 'schreiben.writeOn')}
      </Button>
    </div>
  );
}

/** Whether the leading Version was written here, or stamped since. */
function wasWritten(versionen: readonly VersionZeile[]): boolean {
  let version = versionen.find(({ leading }) => leading);
  for (let hops = 0; version?.entstehung === 'stempel' && hops < versionen.length; hops++) {
    const { vorgaenger } = version;
    version = versionen.find(({ id }) => id === vorgaenger);
  }
  return version?.entstehung === 'schreiben';
}

interface VersionRowProps {
  readonly version: VersionZeile;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function VersionRow({ version, isShown, onShow }: VersionRowProps) {
  const { t, dateTime, zone } = useTexts();
  const was = t(originKey(version.entstehung));
  return (
    <button type="button" className="row-button" aria-current={isShown ? 'true' : undefined} onClick={onShow}>
      <span className="row">
        <span>{t('dok.head', { n: version.nummer, was })}</span>
        {version.leading && <Tag tone="info">{t('dok.fassungen.leading')}</Tag>}
        {version.unsent && <Tag>{t('wort.unsent')}</Tag>}
      </span>
      <small title={zone(version.erstellt)}>
        {dateTime(version.erstellt)} · {version.erstelltVon}
      </small>
      <LevelLine version={version} />
    </button>
  );
}
