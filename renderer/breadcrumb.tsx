import { Button as AriaButton } from 'react-aria-components';
import { navigate, type Route, type RouteName } from './state/route.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

/** Where the person is; the last part is the heading of the page. */
export function Breadcrumb({ route }: { readonly route: Route }) {
  const { t } = useTexts();
  if (route.name === 'akte' && route.id) return <AkteTrail id={route.id} />;
  if (route.name === 'vorgang' && route.id) return <VorgangTrail id={route.id} />;
  if (route.name === 'dokument' && route.id) return <DokumentTrail id={route.id} />;
  if (route.name === 'stempel')
    return <Trail steps={[[t('nav.einstellungen'), 'einstellungen']]} here={t('stempel.title')} />;
  if (route.name === 'pruefansicht' && route.id) return <PruefansichtTrail id={route.id} />;
  if (route.name === 'schreiben' && route.id) return <SchreibenTrail id={route.id} />;
  return <Trail steps={[]} here={t(`nav.${isMenuRoute(route.name) ? route.name : 'akten'}`)} />;
}

type MenuRoute = Exclude<RouteName, 'akte' | 'vorgang' | 'dokument' | 'pruefansicht' | 'stempel' | 'schreiben'>;

/** Screens that the navigation names; the others show one object. */
function isMenuRoute(name: RouteName): name is MenuRoute {
  return !['akte', 'vorgang', 'dokument', 'pruefansicht', 'stempel', 'schreiben'].includes(name);
}

/** `whole` is what a short label stands for. */
type Step = readonly [label: string, route: string, whole?: string];

function AkteTrail({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const akte = useQuery('akte', { id });
  return <Trail steps={[[t('nav.akten'), 'akten']]} here={akte ? `${akte.aktenzeichen} ${akte.titel}` : ''} />;
}

/** `here`: what is done in the Vorgang; absent: the Vorgang itself. */
function VorgangTrail({ id, here }: { readonly id: string; readonly here?: string }) {
  const { t } = useTexts();
  const detail = useQuery('vorgang', { id });
  const steps: Step[] = [[t('nav.akten'), 'akten']];
  if (detail) steps.push([`${detail.akte.aktenzeichen} ${detail.akte.titel}`, `akte/${detail.akte.id}`]);
  const { geschaeftszeichen = '', titel = '' } = detail?.vorgang.felder ?? {};
  const own = `${String(geschaeftszeichen)} ${String(titel)}`.trim();
  if (here === undefined) return <Trail steps={steps} here={own} />;
  return <Trail steps={[...steps, [String(geschaeftszeichen || titel), `vorgang/${id}`, own]]} here={here} />;
}

function DokumentTrail({ id }: { readonly id: string }) {
  const { steps, titel } = useDokumentSteps(id);
  return <Trail steps={steps} here={titel} />;
}

function SchreibenTrail({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const [vorgang = '', dokument] = id.split('/');
  return dokument ? <WriteOnTrail dokument={dokument} /> : <VorgangTrail id={vorgang} here={t('schreiben.title')} />;
}

function WriteOnTrail({ dokument }: { readonly dokument: string }) {
  const { t } = useTexts();
  const { steps, titel } = useDokumentSteps(dokument);
  return <Trail steps={[...steps, [titel, `dokument/${dokument}`]]} here={t('schreiben.title')} />;
}

function PruefansichtTrail({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const [dokument = '', , other] = id.split('/');
  const { steps, titel } = useDokumentSteps(dokument);
  const here = t(other ? 'gang.compare.title' : 'vergleich.title');
  return <Trail steps={[...steps, [titel, `dokument/${dokument}`]]} here={here} />;
}

/** The way to a Dokument, and its title. */
function useDokumentSteps(id: string): { readonly steps: readonly Step[]; readonly titel: string } {
  const { t } = useTexts();
  const detail = useQuery('dokument', { id });
  const steps: Step[] = [];
  if (detail?.akte)
    steps.push([t('nav.akten'), 'akten'], [detail.akte.aktenzeichen, `akte/${detail.akte.id}`, detail.akte.titel]);
  if (detail?.vorgang) {
    const { id: vorgang, geschaeftszeichen, titel } = detail.vorgang;
    steps.push([geschaeftszeichen || titel, `vorgang/${vorgang}`, titel]);
  }
  if (detail && !detail.vorgang) steps.splice(0, steps.length, [t('nav.posteingang'), 'posteingang']);
  return { steps, titel: detail?.zeile.titel ?? '' };
}

function Trail({ steps, here }: { readonly steps: readonly Step[]; readonly here: string }) {
  return (
    <div className="crumb">
      {steps.map(([label, route, whole]) => (
        <span key={route} className="crumb">
          <AriaButton className="crumb-link" onPress={() => navigate(route)}>
            <span title={whole}>{label}</span>
          </AriaButton>
          <span aria-hidden="true">›</span>
        </span>
      ))}
      <h1 className={steps.length > 0 ? 'deep' : ''} title={here || undefined}>
        {here || ' '}
      </h1>
    </div>
  );
}
