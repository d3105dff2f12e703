import { AkteScreen } from './screens/akte/akte-screen.tsx';
import { AktenScreen } from './screens/akten/akten-screen.tsx';
import { ArbeitsvorratScreen } from './screens/arbeitsvorrat/arbeitsvorrat-screen.tsx';
import { AusgangScreen } from './screens/ausgang/ausgang-screen.tsx';
import { DokumentScreen } from './screens/dokument/dokument-screen.tsx';
import { EinstellungenScreen } from './screens/einstellungen/einstellungen-screen.tsx';
import { FristenScreen } from './screens/fristen/fristen-screen.tsx';
import { KonfliktScreen } from './screens/konflikt/konflikt-screen.tsx';
import { PosteingangScreen } from './screens/posteingang/posteingang-screen.tsx';
import { PruefansichtScreen } from './screens/pruefansicht/pruefansicht-screen.tsx';
import { SchreibenScreen } from './screens/schreiben/schreiben-screen.tsx';
import { SpeicherScreen } from './screens/speicher/speicher-screen.tsx';
import { StempelScreen } from './screens/stempel/stempel-screen.tsx';
import { SucheScreen } from './screens/suche/suche-screen.tsx';
import { UebergabenScreen } from './screens/uebergaben/uebergaben-screen.tsx';
import { UebungScreen } from './screens/uebung/uebung-screen.tsx';
import { UnterschreibenScreen } from './screens/unterschreiben/unterschreiben-screen.tsx';
import { VorgangScreen } from './screens/vorgang/vorgang-screen.tsx';
import type { Route } from './state/route.ts';
import { ScreenName } from './ui/screen-name.ts';

/** The screen of a route; a fresh one per object, so that no half-typed field moves to another Vorgang. */
export function RouteScreen({ route }: { readonly route: Route }) {
  return (
    <ScreenName key={route.name} value={route.name}>
      <Screen route={route} />
    </ScreenName>
  );
}

function Screen({ route }: { readonly route: Route }) {
  const id = route.id ?? '';
  switch (route.name) {
    case 'arbeitsvorrat':
      return <ArbeitsvorratScreen />;
    case 'posteingang':
      return <PosteingangScreen />;
    case 'akten':
      return <AktenScreen einheit={route.id} />;
    case 'akte':
      return <AkteScreen key={id} id={id} />;
    case 'vorgang':
      return <VorgangScreen key={id} id={id} />;
    case 'dokument':
      return <DokumentScreen key={id} id={id} />;
    case 'unterschreiben':
      return <UnterschreibenScreen />;
    case 'pruefansicht':
      return <PruefansichtScreen key={id} id={id} />;
    case 'ausgang':
      return <AusgangScreen />;
    case 'konflikt':
      return <KonfliktScreen id={route.id} />;
    case 'einstellungen':
      return <EinstellungenScreen />;
    case 'speicher':
      return <SpeicherScreen />;
    case 'stempel':
      return <StempelScreen />;
    case 'uebergaben':
      return <UebergabenScreen />;
    case 'uebung':
      return <UebungScreen />;
    case 'fristen':
      return <FristenScreen />;
    case 'schreiben':
      return <SchreibenScreen key={id} id={id} />;
    case 'suche':
      return <SucheScreen text={route.id} />;
  }
}
