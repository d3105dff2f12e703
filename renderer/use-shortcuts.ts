import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { lockByHand } from './actions/lock-session.ts';
import { undoLast } from './state/notice.ts';
import { askPractice, isPractice } from './state/practice.ts';
import { goBack, navigate, type RouteName } from './state/route.ts';
import { enterGrid, focusByArrow, focusNextRegion } from './ui/regions.ts';

/** Alt and the number of the place, from 0. */
const numbered: readonly RouteName[] = [
  'arbeitsvorrat',
  'posteingang',
  'akten',
  'ausgang',
  'konflikt',
  'einstellungen',
  'speicher',
  'uebergaben',
  'fristen',
];

/** Keys that work on every screen; single keys only where no text is typed. */
export function useShortcuts({ onHelp }: { readonly onHelp: () => void }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (handleKey(event, onHelp)) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onHelp]);
}

/** Answers whether the key was ours. */
function handleKey(event: KeyboardEvent, onHelp: () => void): boolean {
  const withControl = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (withControl && key === 'l') {
    if (isPractice()) askPractice('end');
    else lockByHand();
    return true;
  }
  const isSearching = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (isSearching && event.key === 'ArrowDown') return enterGrid(event.target);
  if (document.querySelector('[role="menu"]')) return false;
  if (document.querySelector('[role="dialog"], [role="alertdialog"]'))
    return event.target instanceof HTMLElement && focusByArrow(event.target, event.key);
  if (withControl && key === 'k') {
    const field = document.querySelector<HTMLInputElement>('.find input');
    field?.focus();
    // Who asks for the field again begins anew.
    field?.select();
    return true;
  }
  if (withControl && key === 'f') {
    // The field is there at once, also beside what was found before.
    flushSync(() => navigate('suche'));
    document.querySelector<HTMLInputElement>('.search-words input')?.focus();
    return true;
  }
  if (withControl && key === 's') {
    if (event.target instanceof HTMLElement) event.target.closest('form')?.requestSubmit();
    return true;
  }
  if (event.key === 'F6') {
    focusNextRegion(event.shiftKey ? -1 : 1);
    return true;
  }
  const screen = event.altKey && /^\d$/.test(event.key) ? numbered[Number(event.key)] : undefined;
  if (screen) {
    navigate(screen);
    return true;
  }
  if (event.key === 'ArrowDown' && focusResults(event.target)) return true;
  if (isTyping(event.target)) return false;
  if (withControl && key === 'z' && !event.shiftKey) return undoLast();
  // A list marks its rows; elsewhere the browser would paint the whole window as selected.
  if (withControl && key === 'a') return true;
  if (event.target instanceof HTMLElement && focusByArrow(event.target, event.key)) return true;
  if (event.key === 'Escape') {
    goBack();
    return true;
  }
  if (event.key === '?') {
    onHelp();
    return true;
  }
  return false;
}

/** From a field that narrows a list straight into the list; answers whether there is one. */
function focusResults(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.matches('input[type=search]')) return false;
  const list = target.closest('.pane')?.querySelector<HTMLElement>('[role="grid"]');
  list?.focus();
  return list != null;
}

/** Whether a key would type a character here. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  );
}
