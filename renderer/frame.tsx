import { useState } from 'react';
import { Breadcrumb } from './breadcrumb.tsx';
import { CommandField } from './command-field.tsx';
import { LeaveQuestion } from './leave-question.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeLine } from './notice-line.tsx';
import { RouteScreen } from './route-screen.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { holdWindowInput } from './state/leaving.ts';
import { parseRoute, useRoute } from './state/route.ts';
import { StatusBar } from './status-bar.tsx';
import { Button } from './ui/button.tsx';
import { useTexts } from './ui/use-texts.ts';
import { WindowInput } from './ui/window-input.ts';
import { useFocusOnRoute } from './use-focus-on-route.ts';
import { useForgetPasswords } from './use-forget-passwords.ts';
import { useReportDue } from './use-report-due.ts';
import { useScrollMemory } from './use-scroll-memory.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useSyncOnReturn } from './use-sync-on-return.ts';

/** The frame of the open Aktentasche: only main changes. */
export function Frame() {
  const { t } = useTexts();
  const route = parseRoute(useRoute((state) => state.route));
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const main = useScrollMemory();
  useFocusOnRoute();
  useForgetPasswords(route);
  useReportDue();
  useSyncOnReturn();
  useShortcuts({ onHelp: () => setShowsShortcuts(true) });
  return (
    <WindowInput value={holdWindowInput}>
      <div className="frame">
        <Navigation route={route} isOpen={isMenuOpen} onLeave={() => setMenuOpen(false)} />
        <header className="head" data-region="head">
          <span className="menu-button">
            <Button look="quiet" aria-expanded={isMenuOpen} onPress={() => setMenuOpen(!isMenuOpen)}>
              {t('nav.menu')}
            </Button>
          </span>
          <Breadcrumb route={route} />
          <CommandField onHelp={() => setShowsShortcuts(true)} />
        </header>
        <main className="main" data-region="main" ref={main}>
          <RouteScreen route={route} />
          <NoticeLine />
        </main>
        <StatusBar />
        <LeaveQuestion />
        {showsShortcuts && <ShortcutsDialog onClose={() => setShowsShortcuts(false)} />}
      </div>
    </WindowInput>
  );
}
