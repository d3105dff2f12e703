import { useEffect, useState } from 'react';
import { isEnvelope } from '../../../shared/asic/envelope-types.ts';
import { type ErrorCode, errorCodes } from '../../../shared/errors.ts';
import { nextAct } from '../../../shared/next-act.ts';
import { isOffice } from '../../../shared/office/office-types.ts';
import { recordText } from '../../../shared/texts/translate.ts';
import { createPruefbericht } from '../../actions/create-pruefbericht.ts';
import { openWindow } from '../../actions/open-window.ts';
import { printVersion } from '../../actions/print-version.ts';
import { saveCopy } from '../../actions/save-copy.ts';
import { stampFacts } from '../../actions/stamp-facts.ts';
import { FileDialog } from '../../file-dialog.tsx';
import type { StampOrder } from '../../pdf-api.ts';
import { PrintDialog } from '../../print-dialog.tsx';
import type { DokumentDetail, VorgangDetail } from '../../replica-api/detail-rows.ts';
import type { DokumentZeile, VersionZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { takeWish } from '../../state/opening-wish.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { useSigningKey } from '../../use-signing-key.ts';
import { CheckSection, useCheck } from './check-section.tsx';
import './dokument.css';
import { useViewer } from '../../viewer/use-viewer.ts';
import { DokumentList } from './dokument-list.tsx';
import { EntwurfSection } from './entwurf-section.tsx';
import { EnvelopeSection } from './envelope-section.tsx';
import { ErkennungSection } from './erkennung-section.tsx';
import { FactsSection, HistorySection } from './facts-section.tsx';
import { GangSection } from './gang-section.tsx';
import { LaufzettelOffer } from './laufzettel-offer.tsx';
import { LinkedSection } from './linked-section.tsx';
import { MissingDokument } from './missing-dokument.tsx';
import { nextActFacts } from './next-act-facts.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { PasswordNote, usePassword } from './password-note.tsx';
import { PlacingBar } from './placing-bar.tsx';
import { PreparedNote } from './prepared-note.tsx';
import { SealSection } from './seal-section.tsx';
import { SignSection } from './sign-section.tsx';
import { StampDialog } from './stamp-dialog.tsx';
import { useDokumentKeys } from './use-dokument-keys.ts';
import { usePrepared } from './use-prepared.ts';
import { useShownVersion } from './use-shown-version.ts';
import { type SignChoice, useSigning } from './use-signing.ts';
import { useStamping } from './use-stamping.ts';
import { VersandSection } from './versand-section.tsx';
import { originKey } from './version-words.ts';
import { VersionsSection } from './versions-section.tsx';
import { ViewerDesk } from './viewer-desk.tsx';
import { ViewerTools } from './viewer-tools.tsx';

/** One Dokument: look at it, stamp it, sign it, see whether its signatures hold. */
export function DokumentScreen({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const detail = useQuery('dokument', { id });
  const vorgang = useQuery('vorgang', { id: detail?.vorgang?.id ?? '' });
  const posteingang = useQuery('posteingang', {});
  if (detail === undefined) return <p className="page">{t('loading')}</p>;
  if (detail === null) return <MissingDokument />;
  const siblings = detail.vorgang ? vorgang?.dokumente : posteingang;
  return <DokumentView detail={detail} vorgang={vorgang} siblings={siblings ?? [detail.zeile]} />;
}

interface DokumentViewProps {
  readonly detail: DokumentDetail;
  readonly vorgang: VorgangDetail | null | undefined;
  readonly siblings: readonly DokumentZeile[];
}

function DokumentView({ detail, vorgang, siblings }: DokumentViewProps) {
  const { t, language } = useTexts();
  const [member, setMember] = useState<string | null>(null);
  const { versionen, zeile } = detail;
  const { leading, shown, isAsked, show, showLeading } = useShownVersion(versionen);
  const viewer = useViewer();
  const { pageCount, goTo } = viewer;
  const password = usePassword();
  const check = useCheck(shown, password.given);
  const recognition = useQuery('texterkennung', { version: shown?.id ?? '' });
  const keys = useSigningKey();
  const dokument = detail.dokument.id;
  const stamping = useStamping({
    viewer,
    dokument,
    version: leading,
    copyName: copyName(zeile.titel, leading?.nummer ?? 0, leading),
    onCertify: (stamp) => certify(stamp),
    onDone: showLeading,
  });
  const katalog = useQuery('stempelkatalog', {});
  const facts = stampFacts(zeile, leading, detail.vorgang?.geschaeftszeichen ?? '', versionen);
  const waiting = usePrepared(dokument);
  const signing = useSigning({
    viewer,
    dokument,
    titel: zeile.titel,
    version: leading,
    onDone: showLeading,
    onPrepared: () => void waiting.look(),
  });
  const ghost = stamping.ghost ?? signing.ghost;
  const isBusy = ghost !== null || signing.step !== null || stamping.phase === 'saving';
  const found = check.state.kind === 'done' ? check.state.check : null;
  const isKept = isEnvelope(leading?.mimetyp ?? '');
  // What a Schlusszeichnung closed gets no new Version: whoever would make one is told before, not after.
  const gang = useQuery('geschaeftsgang', { dokument });
  const isFrozen = Boolean(gang?.schluss);
  const mayStamp = !isKept && !isFrozen;
  const sent = useQuery('postausgaenge', { dokument });
  const next = nextAct(nextActFacts(detail, leading, gang, sent));

  const sign = async (choice: SignChoice) => {
    showLeading();
    const signingKey = keys.key ?? (await keys.chooseFile());
    if (signingKey) await signing.sign(signingKey, choice);
  };
  const certify = async (stamp: StampOrder) => {
    showLeading();
    const signingKey = keys.key ?? (await keys.chooseFile());
    if (signingKey) await signing.certify(signingKey, stamp);
  };
  const signPrepared = async () => {
    const signingKey = keys.key ?? (await keys.chooseFile());
    if (signingKey && waiting.prepared) await signing.signPrepared(signingKey, waiting.prepared);
    await waiting.look();
  };
  const [isFiling, setFiling] = useState(false);
  const copying = useTask();
  const save = () =>
    copying.run(async () => {
      if (shown && (await saveCopy(shown.id, copyName(zeile.titel, shown.nummer, shown))))
        showNotice({ text: ({ t }) => t('dok.copy.done', { n: shown.nummer }) });
    });
  const report = () =>
    copying.run(async () => {
      if (!shown) return;
      const newTitel = t('bericht.titel', { titel: zeile.titel }).slice(0, 200);
      const vermerk = recordText('bericht.vermerk', { n: shown.nummer });
      await createPruefbericht({ dokument, titel: zeile.titel, version: shown, newTitel, vermerk, language });
      showNotice({ text: ({ t }) => t('bericht.done', { titel: newTitel }) });
    });
  const [isPrinting, setPrinting] = useState(false);
  const inWindow = () =>
    copying.run(async () => {
      if (shown) await openWindow({ titel: zeile.titel, version: shown, member, language });
    });
  const isShown = pageCount > 0 && !isBusy;
  const isReady = isShown && katalog !== undefined && gang !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is taken once, as soon as it can be granted
  useEffect(() => {
    const wish = isReady ? takeWish(dokument) : null;
    if (wish === 'stamp') mayStamp && stamping.ask();
    else if (typeof wish === 'object' && wish && wish.page < pageCount) goTo(wish.page);
  }, [dokument, isReady]);
  // A wish that could not be granted here is none when the person comes back another day.
  useEffect(() => () => void takeWish(dokument), [dokument]);
  useDokumentKeys({
    onPrint: () => isShown && setPrinting(true),
    onWindow: () => isShown && void inWindow(),
    onFile: detail.vorgang === null && !isBusy ? () => setFiling(true) : undefined,
    onStamp: isShown && mayStamp ? stamping.ask : undefined,
  });
  if (!shown) return <MissingDokument />;
  const was = t(originKey(shown.entstehung));
  // What is asked of the person stands first.
  const isCompeting = zeile.konkurrierend > 1;
  const signSection = !isKept && (
    <SignSection
      isNext={next === 'sign'}
      keys={keys}
      step={signing.step}
      refusal={isFrozen ? 'dokument-frozen' : refusalOf(found?.facts?.maySign ?? true)}
      prepared={
        waiting.prepared && (
          <PreparedNote
            prepared={waiting.prepared}
            leading={leading?.nummer ?? 0}
            isOlder={waiting.prepared.version.id !== leading?.id}
            isBusy={isBusy}
            onSign={() => void signPrepared()}
            onDiscard={() => void waiting.discard()}
          />
        )
      }
      error={signing.error ?? keys.error ?? waiting.error}
      isBusy={isBusy || viewer.pageCount === 0}
      fields={found?.facts?.signatureFields ?? noFields}
      isFirst={found?.verdict.verdict === 'none'}
      onSign={(choice) => void sign(choice)}
    />
  );
  const versions = <VersionsSection detail={detail} shown={shown.id} onShow={show} />;
  return (
    <Faces look="three dokument" names={[t('faces.dokument'), t('faces.acts')]}>
      <DokumentList rows={siblings} current={dokument} />
      <div className="pane dok-view">
        <ViewerTools
          viewer={viewer}
          isBusy={isBusy}
          mayStamp={mayStamp}
          isStampNext={next === 'stamp'}
          onStamp={stamping.ask}
          onSaveCopy={() => void save()}
          onPrint={() => setPrinting(true)}
          onWindow={() => void inWindow()}
        />
        {ghost && <PlacingBar viewer={viewer} ghost={ghost} note={stamping.note} />}
        <ViewerDesk
          viewer={viewer}
          dokument={dokument}
          version={shown}
          isAsked={isAsked}
          member={member}
          titel={zeile.titel}
          passwords={password.given}
          layerOf={recognition?.state === 'read' ? recognition.at : null}
          onAskPassword={password.ask}
        />
      </div>
      <Panel label={t('dok.panel')}>
        <Section>
          <h2 className="panel-title">{zeile.titel}</h2>
          <small>
            {viewer.pageCount > 0
              ? t('dok.headPages', { n: shown.nummer, was, pages: viewer.pageCount })
              : t('dok.head', { n: shown.nummer, was })}
          </small>
          {detail.vorgang === null && (
            <div className="row">
              <Button look={next === 'file' ? 'go' : 'plain'} onPress={() => setFiling(true)}>
                {t('eingang.file')}
              </Button>
            </div>
          )}
          {shown !== leading && (
            <div className="note">
              <p>{t('dok.older')}</p>
              <Button look="quiet" onPress={() => showLeading()}>
                {t('dok.toLeading')}
              </Button>
            </div>
          )}
          <PasswordNote check={check.state} viewerCode={viewer.code} onAsk={password.ask} />
          <ErrorNote error={copying.error} />
          {stamping.phase === 'saving' && <p role="status">{t('dok.stamp.saving')}</p>}
        </Section>
        {isCompeting && versions}
        <EntwurfSection
          detail={detail}
          shown={shown}
          concerns={found?.concerns ?? null}
          isFrozen={isFrozen}
          isNext={next === 'edit'}
          onDone={() => showLeading()}
        />
        {found?.beside && isEnvelope(shown.mimetyp) && !isOffice(shown.mimetyp) && (
          <EnvelopeSection
            detail={detail}
            version={shown}
            files={found.beside.files}
            member={member}
            onShow={setMember}
          />
        )}
        <GangSection dokument={dokument} when="begun" isBusy={isBusy} />
        {next === 'sign' && signSection}
        {!isKept && !isFrozen && <SealSection version={leading} isBusy={isBusy} />}
        <GangSection dokument={dokument} when="not-begun" isBusy={isBusy} />
        <CheckSection
          state={check.state}
          onStart={check.start}
          onReport={() => void report()}
          onCompare={() => navigate(`pruefansicht/${dokument}/${shown.id}`)}
          version={shown}
          original={versionen.find((version) => version.entstehung === 'eingang') ?? null}
        />
        {next !== 'sign' && signSection}
        <ErkennungSection version={shown.id} state={recognition} />
        <VersandSection detail={detail} isNext={next === 'dispatch'} />
        <FactsSection detail={detail} vorgang={vorgang} />
        <LinkedSection detail={detail} />
        {!isCompeting && versions}
        <HistorySection rows={detail.verlauf} />
      </Panel>
      {isPrinting && (
        <PrintDialog
          title={t('druck.title', { titel: zeile.titel })}
          what={t('druck.what', { n: shown.nummer })}
          onPrint={(progress) =>
            printVersion(
              {
                titel: zeile.titel,
                geschaeftszeichen: detail.vorgang?.geschaeftszeichen ?? '',
                vertraulichkeit: detail.akte?.vertraulichkeit ?? '',
                version: shown,
                member,
              },
              progress,
            )
          }
          onClose={() => setPrinting(false)}
        />
      )}
      {isFiling && <FileDialog rows={[zeile]} onFiled={() => setFiling(false)} onClose={() => setFiling(false)} />}
      {password.isAsking && (
        <PasswordDialog version={shown.id} titel={zeile.titel} onDone={password.take} onClose={password.stop} />
      )}
      {katalog && leading && (stamping.phase === 'asking' || stamping.phase === 'preparing') && (
        <StampDialog
          kinds={katalog.arten.filter(({ aktiv, darf }) => aktiv && darf).map(({ kind }) => kind)}
          facts={facts}
          isReceiptNext={next === 'stamp'}
          isBusy={stamping.phase === 'preparing'}
          onStamp={stamping.start}
          onClose={stamping.stop}
        >
          {(kind, values) => (
            <LaufzettelOffer error={stamping.error} version={leading} facts={facts} kind={kind} values={values} />
          )}
        </StampDialog>
      )}
    </Faces>
  );
}

const noFields = [] as const;

/** A file name that every system takes; what is no PDF keeps its own ending. */
function copyName(titel: string, nummer: number, version: VersionZeile | undefined): string {
  const bare = titel
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .slice(0, 120)
    .trim();
  const own = /\.[A-Za-z0-9]{2,6}$/.exec(version?.dateiname ?? '')?.[0] ?? '';
  return `${bare} (${nummer})${version?.mimetyp === 'application/pdf' ? '.pdf' : own}`;
}

function refusalOf(may: true | string): ErrorCode | null {
  return errorCodes.find((code) => code === may) ?? null;
}
