import { create } from 'zustand';
import { leaveScreen, leaveWindow } from './leaving.ts';

/** Screens of the open Aktentasche. */
export const routeNames = [
  'arbeitsvorrat',
  'posteingang',
  'akten',
  'akte',
  'vorgang',
  'dokument',
  'unterschreiben',
  'pruefansicht',
  'ausgang',
  'konflikt',
  'einstellungen',
  'stempel',
  'suche',
  'speicher',
  'uebergaben',
  'fristen',
  'schreiben',
  'uebung',
] as const;
export type RouteName = (typeof routeNames)[number];

/** Where the person is: `akten`, `akten/<Aktenplaneinheit>`, `vorgang/<id>`, `konflikt/<id>` … */
export interface Route {
  readonly name: RouteName;
  readonly id: string | null;
}

/** The screen that is shown after unlock when there is nothing to return to. */
export const startRoute = 'arbeitsvorrat';

const backLimit = 50;

/** The present route as a string, and the way back. */
export const useRoute = create<{ readonly route: string; readonly trail: readonly string[] }>(() => ({
  route: startRoute,
  trail: [],
}));

/** Goes to a route and remembers the way back; asks first where input would be lost. */
export function navigate(route: string): void {
  if (useRoute.getState().route !== route) leaveScreen(() => enter(route));
}

/** The same from inside a window, which `close` closes where it would stay. */
export function navigateFromWindow(route: string, close?: () => void): void {
  leaveWindow(() => {
    close?.();
    enter(route);
  });
}

function enter(route: string): void {
  if (useRoute.getState().route === route) return;
  useRoute.setState((state) => ({ route, trail: [...state.trail, state.route].slice(-backLimit) }));
}

/** Goes back to where the person came from; without a past, to the start screen. Asks first where input would be lost. */
export function goBack(): void {
  leaveScreen(() =>
    useRoute.setState((state) => ({ route: state.trail.at(-1) ?? startRoute, trail: state.trail.slice(0, -1) })),
  );
}

/** Reads a route string; an unknown one is the start screen. */
export function parseRoute(route: string): Route {
  const [name, ...rest] = route.split('/');
  const known = routeNames.find((candidate) => candidate === name);
  return known ? { name: known, id: rest.join('/') || null } : { name: startRoute, id: null };
}
