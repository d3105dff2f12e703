import { Button as AriaButton } from 'react-aria-components';
import { lockByHand } from './actions/lock-session.ts';
import { askPractice } from './state/practice.ts';
import { navigate, type Route, type RouteName } from './state/route.ts';
import { useSession } from './state/session.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

interface NavigationProps {
  readonly route: Route;
  /** In a narrow window: whether the menu is unfolded. */
  readonly isOpen: boolean;
  readonly onLeave: () => void;
}

/** The screens with what waits in each, and the packed Akten. */
export function Navigation({ route, isOpen, onLeave }: NavigationProps) {
  const { t } = useTexts();
  const overview = useQuery('uebersicht', {});
  const isPractice = useSession((state) => state.status?.isPractice ?? false);
  const go = (target: string) => {
    navigate(target);
    onLeave();
  };
  const current = useCurrent(route);
  const link = (
    name: RouteName &
      (
        | 'arbeitsvorrat'
        | 'posteingang'
        | 'akten'
        | 'fristen'
        | 'ausgang'
        | 'konflikt'
        | 'uebergaben'
        | 'speicher'
        | 'einstellungen'
        | 'uebung'
      ),
    n = 0,
  ) => (
    <NavLink
      label={t(`nav.${name}`)}
      count={n}
      countHint={t(name === 'arbeitsvorrat' ? 'nav.countDue' : 'nav.count', { n })}
      isHot={name === 'konflikt' || name === 'uebergaben'}
      isCurrent={current === name || (name === 'akten' && current === 'akte' && !isPacked(route.id))}
      onPress={() => go(name)}
    />
  );
  const isPacked = (akte: string | null) => overview?.gepackt.some((one) => one.akte === akte) ?? false;
  return (
    <nav className={isOpen ? 'nav open' : 'nav'} data-region="nav" data-arrows="" aria-label={t('nav.label')}>
      <div className="brand">{t('app.name')}</div>
      {isPractice && link('uebung')}
      {link('arbeitsvorrat', overview?.vorrat)}
      {link('posteingang', overview?.posteingang)}
      {link('akten')}
      {link('fristen')}
      <hr />
      {link('ausgang', overview?.ausgang)}
      {link('konflikt', overview?.konflikte)}
      {(current === 'uebergaben' || (overview?.uebergaben ?? 0) > 0) && link('uebergaben', overview?.uebergaben)}
      <hr />
      <h2 className="sub">{t('nav.gepackt')}</h2>
      {overview?.gepackt.length === 0 && <div className="sub">{t('nav.nichtsGepackt')}</div>}
      {overview?.gepackt.slice(0, 40).map((akte) => (
        <NavLink
          key={akte.akte}
          label={akte.titel}
          hint={`${akte.aktenzeichen} ${akte.titel}`}
          count={akte.vorgaenge}
          isCurrent={route.name === 'akte' && route.id === akte.akte}
          onPress={() => go(`akte/${akte.akte}`)}
        />
      ))}
      <hr />
      {link('speicher', overview?.speicher)}
      {link('einstellungen')}
      <AriaButton className="nav-link last" onPress={() => (isPractice ? askPractice('end') : lockByHand())}>
        <span>{t(isPractice ? 'uebung.end' : 'nav.lock')}</span>
        <kbd>{t('lock.key')}</kbd>
      </AriaButton>
    </nav>
  );
}

/** The entry that the present screen belongs to; a Dokument without a Vorgang still lies in the Posteingang. */
function useCurrent({ name, id }: Route): RouteName | null {
  const isDokument = name === 'dokument' || name === 'pruefansicht';
  const detail = useQuery('dokument', { id: (isDokument && id?.split('/')[0]) || '' });
  if (isDokument) return detail ? (detail.vorgang ? 'akten' : 'posteingang') : null;
  if (name === 'stempel') return 'einstellungen';
  return name === 'vorgang' || name === 'unterschreiben' ? 'akten' : name;
}

interface NavLinkProps {
  readonly label: string;
  /** The whole text of a label that may be cut off. */
  readonly hint?: string;
  readonly count: number;
  /** What the number counts. */
  readonly countHint?: string;
  readonly isHot?: boolean;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
}

function NavLink({ label, hint, count, countHint, isHot = false, isCurrent, onPress }: NavLinkProps) {
  const { t } = useTexts();
  return (
    <AriaButton className="nav-link" {...(isCurrent ? { 'aria-current': 'page' as const } : {})} onPress={onPress}>
      <span title={hint}>{label}</span>
      {count > 0 && (
        <b className={isHot ? 'hot' : ''} title={countHint ?? t('nav.count', { n: count })}>
          {count}
        </b>
      )}
    </AriaButton>
  );
}
