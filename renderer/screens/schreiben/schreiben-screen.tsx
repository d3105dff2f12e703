import { useEffect, useMemo } from 'react';
import { localDay } from '../../../shared/local-day.ts';
import type { Schreibanlass } from '../../../shared/vorlagen/fill-vorlage.ts';
import { openSchreiben } from '../../actions/save-schreiben.ts';
import type { ProfilAngaben } from '../../replica-api/abschluss-rows.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';
import { setDraft, useDrafts } from '../../state/drafts.ts';
import { navigate } from '../../state/route.ts';
import { answerKey, schreibenKey } from '../../state/schreiben-key.ts';
import { readKontakt, withKontakt } from '../../state/schreiben-kontakt.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { anlassOf } from './anlass-of.ts';
import './schreiben.css';
import { SchreibenDesk } from './schreiben-desk.tsx';
import { readDraft, type SchreibenDraft } from './schreiben-draft.ts';
import { VorlageChoice } from './vorlage-choice.tsx';

/** Writing in a Vorgang: `<vorgang>` begins a new Schreiben, `<vorgang>/antwort/<dokument>` an answer, `<vorgang>/<dokument>` writes on. */
export function SchreibenScreen({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const [vorgang = '', second = null, third = null] = id.split('/');
  const antwortAuf = second === 'antwort' ? third : null;
  const dokument = antwortAuf === null ? second : null;
  const detail = useQuery('vorgang', { id: vorgang });
  const profil = useQuery('profil', {});
  if (detail === undefined || profil === undefined) return <Loading />;
  if (detail === null)
    return (
      <EmptyState
        title={t('vorgang.missing.title')}
        text={t('vorgang.missing.text')}
        action={<Button onPress={() => navigate('akten')}>{t('akte.toList')}</Button>}
      />
    );
  const anlass = anlassOf(detail, profil, localDay(new Date().toISOString()));
  if (dokument !== null) return <WriteOn detail={detail} dokument={dokument} profil={profil} anlass={anlass} />;
  return <WriteNew detail={detail} profil={profil} anlass={anlass} antwortAuf={antwortAuf} />;
}

interface WriteProps {
  readonly detail: VorgangDetail;
  readonly anlass: Schreibanlass;
  readonly profil: ProfilAngaben;
}

/** A new Schreiben: first what it shall be, then its text. */
function WriteNew({ detail, profil, anlass, antwortAuf }: WriteProps & { readonly antwortAuf: string | null }) {
  const { id } = detail.vorgang;
  const key = antwortAuf === null ? schreibenKey(id, null) : answerKey(antwortAuf);
  const draft = useKept(key);
  const { bausteine } = profil;
  if (draft)
    return <SchreibenDesk {...{ detail, draft, anlass, bausteine, antwortAuf }} draftKey={key} target={null} />;
  return (
    <VorlageChoice
      vorgangstyp={detail.typ?.id ?? null}
      own={profil.vorlagen}
      anlass={anlass}
      onChoose={(dokumenttyp, filled) => {
        const schreiben = withKontakt(filled, readKontakt());
        setDraft(key, JSON.stringify({ basis: null, dokumenttyp, isProven: true, isChanged: true, schreiben }));
      }}
    />
  );
}

/** A Dokument that was written here: its leading Version is opened, a begun text goes on. */
function WriteOn({ detail, dokument, profil, anlass }: WriteProps & { readonly dokument: string }) {
  const key = schreibenKey(detail.vorgang.id, dokument);
  const draft = useKept(key);
  const target = useQuery('dokument', { id: dokument });
  const opening = useTask();
  const leading = target?.versionen.find((version) => version.leading);
  const hasDraft = draft !== undefined;
  const { run } = opening;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per Dokument; a colleague's new Version must not replace the text
  useEffect(() => {
    if (!hasDraft && leading) void run(() => beginOn(key, leading, String(target?.zeile.dokumenttyp ?? '')));
  }, [key, hasDraft, leading?.id]);
  if (target === null || opening.error !== null)
    return (
      <div className="page">
        <ErrorNote error={opening.error} />
        <div className="row">
          <Button onPress={() => navigate(target ? `dokument/${dokument}` : `vorgang/${detail.vorgang.id}`)}>
            <BackWords />
          </Button>
        </div>
      </div>
    );
  if (!draft || !target) return <Loading />;
  const { bausteine } = profil;
  return <SchreibenDesk {...{ detail, draft, anlass, bausteine, target }} draftKey={key} antwortAuf={null} />;
}

/** The draft under a key, read anew only when it changed. */
function useKept(key: string): SchreibenDraft | undefined {
  const kept = useDrafts(({ fields }) => fields[key]);
  return useMemo(() => readDraft(kept), [kept]);
}

function BackWords() {
  return useTexts().t('schreiben.back');
}

async function beginOn(key: string, { id }: VersionZeile, dokumenttyp: string): Promise<void> {
  const { schreiben, isProven } = await openSchreiben(id);
  setDraft(key, JSON.stringify({ basis: id, dokumenttyp, isProven, isChanged: false, schreiben }));
}
