import { useEffect, useState } from 'react';
import { fileWords } from '../../../shared/geschaeftsgang/file-words.ts';
import { checkGangFiles } from '../../actions/check-gang-files.ts';
import type { GangSchritt, GangZeichnung, Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/panel.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { BlattActs } from './blatt-acts.tsx';
import { ClassifyDialog } from './classify-dialog.tsx';
import { DelegateDialog } from './delegate-dialog.tsx';
import { GangBegin } from './gang-begin.tsx';
import { GangStep } from './gang-step.tsx';
import { InsertSchrittDialog } from './insert-schritt-dialog.tsx';
import { RecallDialog, ReopenDialog } from './recall-dialog.tsx';
import { SignSchrittDialog } from './sign-schritt-dialog.tsx';
import { StartGangDialog } from './start-gang-dialog.tsx';

/** What the person is about to do in a Geschaeftsgang. */
type Asked =
  | { readonly kind: 'start' | 'insert' | 'classify' | 'reopen' }
  | { readonly kind: 'sign' | 'recall' | 'delegate'; readonly schritt: GangSchritt };

interface GangSectionProps {
  readonly dokument: string;
  /** Whether this is the place of one that has steps, or of one that could begin: what is asked of the person stands first. */
  readonly when: 'begun' | 'not-begun';
  /** While another act on the Dokument runs nothing is begun. */
  readonly isBusy: boolean;
}

/** Who has to sign this Dokument, who did, and whether the chain of what was signed holds. */
export function GangSection({ dokument, when, isBusy }: GangSectionProps) {
  const gang = useQuery('geschaeftsgang', { dokument });
  const [asked, setAsked] = useState<Asked | null>(null);
  const isShown = gang !== undefined && gang !== null && (when === 'begun') === gang.schritte.length > 0;
  // Which ones, not whether any: a file that comes while another one is read is read too.
  const readable = isShown ? readableFassungen(gang) : '';
  useEffect(() => {
    // What cannot be read now stays named as unread.
    if (readable !== '') void checkGangFiles(dokument).catch(() => undefined);
  }, [readable, dokument]);
  const { t } = useTexts();
  if (!isShown) return null;
  if (gang.schritte.length === 0 && !gang.isLead) return null;
  const { schritte, isLead, ungeklaert, fassung, schluss } = gang;
  return (
    <Section title={t('gang.title')}>
      {schritte.length === 0 && <small>{t('gang.none.lead')}</small>}
      <ChangeNote gang={gang} onClassify={() => setAsked({ kind: 'classify' })} />
      {schluss && <FrozenNote gang={gang} schluss={schluss} onReopen={() => setAsked({ kind: 'reopen' })} />}
      {schritte.length > 0 && (
        <ol className="history" aria-label={t('gang.steps')}>
          {schritte.map((schritt) => (
            <GangStep key={schritt.id} schritt={schritt} onAsk={(kind) => setAsked({ kind, schritt })} />
          ))}
        </ol>
      )}
      <ChangeLines gang={gang} />
      <ChainLine gang={gang} />
      {schritte.length > 0 && <BlattActs gang={gang} />}
      {isLead && fassung && (
        <GangBegin
          hasSteps={schritte.length > 0}
          isBusy={isBusy}
          onPress={() => setAsked({ kind: schritte.length === 0 ? 'start' : 'insert' })}
        />
      )}
      {asked && <AskedDialog asked={asked} gang={gang} onClose={() => setAsked(null)} />}
      {ungeklaert && !gang.istRueckkehr && !isLead && <small>{t('gang.open.others', { zu: ungeklaert.nummer })}</small>}
    </Section>
  );
}

/** Numbers of the Versionen whose bytes lie here and were not read yet. */
function readableFassungen({ ungelesen }: Geschaeftsgang): string {
  return ungelesen.flatMap(({ nummer, isHere }) => (isHere ? [nummer] : [])).join();
}

interface AskedDialogProps {
  readonly asked: Asked;
  readonly gang: Geschaeftsgang;
  readonly onClose: () => void;
}

function AskedDialog({ asked, gang, onClose }: AskedDialogProps) {
  switch (asked.kind) {
    case 'start':
      return <StartGangDialog gang={gang} onClose={onClose} />;
    case 'insert':
      return <InsertSchrittDialog gang={gang} onClose={onClose} />;
    case 'classify':
      return <ClassifyDialog gang={gang} onClose={onClose} />;
    case 'reopen':
      return <ReopenDialog dokument={gang.dokument} onClose={onClose} />;
    case 'sign':
      return <SignSchrittDialog gang={gang} schritt={asked.schritt} onClose={onClose} />;
    case 'recall':
      return <RecallDialog schritt={asked.schritt} onClose={onClose} />;
    case 'delegate':
      return <DelegateDialog gang={gang} schritt={asked.schritt} onClose={onClose} />;
  }
}

function ChangeNote({ gang, onClassify }: { readonly gang: Geschaeftsgang; readonly onClassify: () => void }) {
  const { t } = useTexts();
  const { isLead, ungeklaert, fassung } = gang;
  if (ungeklaert && fassung && gang.istRueckkehr) {
    return (
      <div className="note warn">
        <strong>{t('gang.back.title')}</strong>
        <p>{t('gang.back.text', { von: fassung.nummer, zu: ungeklaert.nummer })}</p>
      </div>
    );
  }
  if (!ungeklaert || !fassung || !isLead) return null;
  return (
    <div className="note warn">
      <strong>{t('gang.open.title')}</strong>
      <p>{t('gang.open.lead', { von: fassung.nummer, zu: ungeklaert.nummer })}</p>
      <Button look="go" onPress={onClassify}>
        {t('gang.classify')}
      </Button>
    </div>
  );
}

interface FrozenNoteProps {
  readonly gang: Geschaeftsgang;
  readonly schluss: GangZeichnung;
  readonly onReopen: () => void;
}

function FrozenNote({ gang, schluss, onReopen }: FrozenNoteProps) {
  const { t, dateTime } = useTexts();
  return (
    <div className="note ok">
      <p>{t('gang.frozen', { wer: schluss.von, zeit: dateTime(schluss.zeit) })}</p>
      {gang.isLead && (
        <Button look="quiet" onPress={onReopen}>
          {t('gang.reopen')}
        </Button>
      )}
    </div>
  );
}

/** Every classed change and reopening, oldest first. */
function ChangeLines({ gang: { aenderungen, dokument } }: { readonly gang: Geschaeftsgang }) {
  const texts = useTexts();
  const { t, dateTime, zone } = texts;
  if (aenderungen.length === 0) return null;
  return (
    <ul className="history">
      {aenderungen.map((one) => (
        <li key={one.id}>
          <small title={zone(one.zeit)}>
            {t('gang.by', { wer: one.von, zeit: dateTime(one.zeit) })}
            {one.unsent && ` · ${t('wort.unsent')}`}
          </small>
          <p>
            {one.entscheidung === 'wiedereroeffnet'
              ? t('gang.reopened')
              : t('gang.change', { von: one.vonFassung ?? 0, zu: one.fassung, was: actWords(one, texts) })}
            {`: ${one.kommentar}`}
          </p>
          {one.vergleich && (
            <Button
              look="quiet"
              aria-label={t('gang.compare.show', { von: one.vonFassung ?? 0, zu: one.fassung })}
              onPress={() => navigate(`pruefansicht/${dokument}/${one.vergleich}`)}
            >
              {t('gang.classify.compare')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function ChainLine({ gang: { geprueft, ersterBruch, ungelesen } }: { readonly gang: Geschaeftsgang }) {
  const texts = useTexts();
  const { t, language } = texts;
  if (geprueft === 0) return null;
  if (!ersterBruch?.bruch) {
    const files = fileWords(
      language,
      ungelesen.map(({ nummer }) => nummer),
    );
    return <p className="note ok">{`${t('gang.chain.ok', { n: geprueft })} ${files}`}</p>;
  }
  const grund = t(`gang.bruch.${ersterBruch.bruch}`);
  return (
    <p className="note bad" role="alert">
      {t('gang.chain.bad', { wer: ersterBruch.von, was: actWords(ersterBruch, texts), grund })}
    </p>
  );
}

/** What was decided, in words. */
export function actWords({ entscheidung }: Pick<GangZeichnung, 'entscheidung'>, { t }: Texts): string {
  return t(`gang.act.${entscheidung}`);
}
